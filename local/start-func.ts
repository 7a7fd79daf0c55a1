import { spawnSync } from 'node:child_process';
import { readLocalSettings } from './local-settings.ts';
import { orRefuse, refuse } from './refuse.ts';
import { ensureSecretsKey } from './secrets-key.ts';

/* `npm run start:func` runs the app under Azure Functions Core Tools, which read `local.settings.json` themselves. */

await ensureSecretsKey(orRefuse(readLocalSettings)).catch(refuse);
const { error, status } = spawnSync('func', ['start'], {
  stdio: 'inherit',
  // Other tools than Azure set it too, and the app would take this machine for Azure.
  env: { ...process.env, CONTAINER_NAME: undefined },
});
if (error) {
  console.error(
    'Azure Functions Core Tools are not installed (`func` was not found). `npm start` runs the app without them.',
  );
}
process.exitCode = status ?? 1;
