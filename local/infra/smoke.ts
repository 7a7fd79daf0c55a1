import { parseArgs } from 'node:util';
import { orRefuse, refuse } from '../refuse.ts';
import { waitUntilHealthy } from './healthy.ts';
import { publishAndSee } from './publish-and-see.ts';

/*
 * `npm run smoke -- --url https://HOST` checks a deployed app from outside: it is healthy, and an event that is published comes out
 * of its queue and is applied. The function key is in FUNCTION_KEY, so that it is in no list of processes.
 */

const EXPECTED = 'expected the address of the app, such as https://app.azurewebsites.net';

const url = orRefuse(readUrl);
console.log(`Waiting until ${url} is healthy ...`);
await waitUntilHealthy(url).catch(refuse);
const milliseconds = await publishAndSee(url, process.env.FUNCTION_KEY ?? '').catch(refuse);
console.log(`${url} is healthy; an event was applied after ${milliseconds} ms`);

function readUrl(): string {
  const { url } = parseArgs({ options: { url: { type: 'string' } } }).values;
  if (!url) throw new Error(`--url: required; ${EXPECTED}`);
  if (!URL.canParse(url) || !/^https?:\/\/[^/]/i.test(url)) {
    throw new Error(`--url: '${url}' is no http or https address; ${EXPECTED}`);
  }
  return url.replace(/\/+$/, '');
}
