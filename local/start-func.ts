import { readStartArguments } from './command-line.ts';
import { type Emulator, provideEmulator } from './emulator.ts';
import { createQueues } from './event-queues.ts';
import { readLocalSettings } from './local-settings.ts';
import { type Child, startChild } from './process/child-process.ts';
import { requireFreePort, settingsPort } from './process/port.ts';
import { stopOnSignals } from './process/stop-signals.ts';
import { messageOf, orRefuse } from './refuse.ts';
import { ensureSecretsKey } from './secrets-key.ts';
import { usingEmulator, wantsEmulator } from './using-emulator.ts';

/*
 * `npm run start:func` runs the app under Azure Functions Core Tools, with a storage emulator like `npm start`. Core Tools read
 * `local.settings.json` themselves; the environment wins over it.
 */

/** As the shell says it of a command that does not exist. */
const NOT_FOUND = 127;

const { port: wantedPort } = orRefuse(readStartArguments);
const settings = orRefuse(readLocalSettings);
const port = wantedPort ?? orRefuse(() => settingsPort(settings));
let emulator: Emulator | undefined;
let func: Child | undefined;

stopOnSignals(() => void stop(0));

try {
  await requireFreePort(port, 'npm run start:func');
  if (wantsEmulator(settings)) emulator = await provideEmulator();
  const environment = usingEmulator(settings, emulator);
  await ensureSecretsKey(settings, environment.AzureWebJobsStorage);
  await createQueues(environment);
  func = startChild(['local/process/guard.ts', 'func', 'start', '--port', String(port)], {
    // Other tools than Azure set the container's name too, and the app would take this machine for Azure.
    environment: { ...usingEmulator(settings, emulator), PORT: String(port), CONTAINER_NAME: undefined },
    output: 'inherit',
    errors: 'inherit',
  });
  const code = await func.ended;
  if (code === NOT_FOUND) {
    console.error(
      'Azure Functions Core Tools are not installed (`func` was not found). `npm start` runs the app without them.',
    );
  }
  await stop(code);
} catch (error) {
  console.error(messageOf(error));
  await stop(1);
}

async function stop(code: number): Promise<void> {
  await func?.stop();
  if (emulator?.kind === 'own') await emulator.azurite.stop();
  process.exit(code);
}
