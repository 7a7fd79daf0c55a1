import { readStartArguments } from './command-line.ts';
import { type Emulator, provideEmulator, startOwn } from './emulator.ts';
import { createQueues } from './event-queues.ts';
import { readLocalSettings } from './local-settings.ts';
import { type HostProcess, startHostProcess } from './process/host-process.ts';
import { requireFreePort, settingsPort } from './process/port.ts';
import { stopOnSignals } from './process/stop-signals.ts';
import { messageOf, orRefuse } from './refuse.ts';
import { greeting } from './screen/greeting.ts';
import { RunScreen } from './screen/run-screen.ts';
import { endProgress, showProgress } from './screen/terminal.ts';
import { ensureSecretsKey } from './secrets-key.ts';
import { UnreachableStorage } from './unreachable-storage.ts';
import { usingEmulator, wantsEmulator } from './using-emulator.ts';

/* `npm start` runs the storage emulator and the functions host with the app until Ctrl-C. */

/** A restarted emulator that ends sooner would only end again. */
const SHORTEST_LIFE_MS = 10_000;

/** The levels at which the host logs each call. */
const EVERY_CALL = {
  AzureFunctionsJobHost__logging__logLevel__default: 'Information',
  AzureFunctionsJobHost__logging__logLevel__Function: 'Information',
};

const { port: wantedPort, isVerbose } = orRefuse(readStartArguments);
const settings = orRefuse(readLocalSettings);
const port = wantedPort ?? orRefuse(() => settingsPort(settings));
const screen = new RunScreen();
let host: HostProcess | undefined;
let emulator: Emulator | undefined;
let isStopping = false;

stopOnSignals(() => void stop(0));

try {
  await requireFreePort(port, 'npm start');
  showProgress('Starting the storage ...');
  if (wantsEmulator(settings)) emulator = await provideEmulator();
  endProgress();
  watchEmulator();
  await prepareStorage();
  showProgress('Starting the app ...');
  host = startHostProcess({ port, environment: environment(), logFormat: isVerbose ? 'text' : 'json' });
  screen.show(host, `http://127.0.0.1:${port}/api`);
  void host.ended.then((code) => stop(code || 1));
  const url = await host.serving;
  if (!isStopping) screen.print(greeting({ url, settings, emulator }));
} catch (error) {
  endProgress();
  // The host has told its reason already when it was its end that stopped the start.
  if (!isStopping && !host?.hasEnded()) console.error(messageOf(error));
  await stop(1);
}

async function prepareStorage(): Promise<void> {
  const used = usingEmulator(settings, emulator);
  await ensureSecretsKey(settings, used.AzureWebJobsStorage);
  await createQueues(used).catch((error) => {
    // The app itself names what is wrong with a malformed setting.
    if (error instanceof UnreachableStorage) throw error;
  });
}

function environment(): Record<string, string> {
  return { ...(isVerbose && EVERY_CALL), ...usingEmulator(settings, emulator), ...hostNames() };
}

/** A tunnel passes requests on with its own name. */
function hostNames(): { HOST_NAMES?: string } {
  const name = URL.parse(settings.PUBLIC_BASE_URL ?? '')?.host;
  return name && !settings.HOST_NAMES ? { HOST_NAMES: name } : {};
}

/**
 * Starts an emulator of this start again when it has ended, on the same ports and with the same data. One that ends right after
 * it was started again is given up.
 */
function watchEmulator(isRestarted = false): void {
  if (emulator?.kind !== 'own') return;
  const { azurite, ports, folder } = emulator;
  const startedAt = performance.now();
  void azurite.ended.then(async () => {
    if (isStopping) return;
    try {
      const isShort = performance.now() - startedAt < SHORTEST_LIFE_MS;
      if (isRestarted && isShort) throw new Error('it has ended right after its start');
      screen.warn('The storage emulator has ended; calls get 503 meanwhile. Starting it again ...');
      emulator = await startOwn(ports, folder);
      watchEmulator(true);
      await prepareStorage();
      screen.warn('The storage emulator runs again.');
    } catch (error) {
      screen.warn(`The storage emulator cannot be started again: ${messageOf(error)}`);
      await stop(1);
    }
  });
}

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await host?.stop((running) => screen.waitsFor(running));
  if (emulator?.kind === 'own') await emulator.azurite.stop();
  process.exit(code);
}
