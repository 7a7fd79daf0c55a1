import { spawnSync } from 'node:child_process';
import { readLocalSettings } from './local-settings.ts';

/* `npm run start:func` runs the app under Azure Functions Core Tools, which read `local.settings.json` themselves. */

readLocalSettings();
const { error, status } = spawnSync('func', ['start'], { stdio: 'inherit' });
if (error) {
  console.error(
    'Azure Functions Core Tools are not installed (`func` was not found). `npm start` runs the app without them.',
  );
}
process.exitCode = status ?? 1;
