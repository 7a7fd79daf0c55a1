import { spawnSync } from 'node:child_process';
import { refuse } from '../refuse.ts';
import { waitUntilHealthy } from './healthy.ts';

/*
 * azd runs it after a deployment, with the outputs of the deployment in the environment. It waits until the app is healthy, says
 * where everything is, and writes the packages of the connector for this host.
 */

const { AZURE_FUNCTION_HOST: host, AZURE_FUNCTION_NAME: name, AZURE_RESOURCE_GROUP: group } = process.env;
if (!host || !/^[\w.:-]+$/.test(host) || !name || !group)
  refuse('AZURE_FUNCTION_HOST: required; azd sets it, so run this by `azd deploy` or `azd up`');

console.log(`Waiting until https://${host} is healthy ...`);
await waitUntilHealthy(`https://${host}`).catch(refuse);
console.log(`
Healthy.
  console       https://${host}/api/console
  host          ${host}
  function key  az functionapp keys list --resource-group ${group} --name ${name} --query functionKeys.default --output tsv
  health        https://${host}/api/health
`);
const packaging = ['local/connector/main.ts', '--host', host];
process.exitCode = spawnSync(process.execPath, packaging, { stdio: 'inherit' }).status ?? 1;
