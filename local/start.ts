import { type Azurite, DEVELOPMENT_PORTS, isListening, startAzurite } from './azurite.ts';
import { createQueues } from './event-queues.ts';
import { type HostProcess, startHostProcess, untilServing } from './host-process.ts';
import { readLocalSettings } from './local-settings.ts';
import { orRefuse, refuse } from './refuse.ts';
import { ensureSecretsKey } from './secrets-key.ts';
import { UnreachableStorage } from './unreachable-storage.ts';

/* `npm start` runs the storage emulator and the functions host with the app until Ctrl-C. */

const settings = orRefuse(readLocalSettings);
const port = readPort(settings.PORT ?? '7071');
let host: HostProcess | undefined;
let storage: Azurite | undefined;
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

try {
  storage = await startStorage();
  await ensureSecretsKey(settings);
  await createQueues(settings).catch((error) => {
    // The app itself names what is wrong with a malformed setting.
    if (error instanceof UnreachableStorage) throw error;
  });
  host = startHostProcess({ port, environment: { ...settings, ...hostNames() }, output: 'inherit' });
  void host.ended.then((code) => stop(code));
  await untilServing(host);
  if (!stopping) console.log(greeting(host.baseUrl));
} catch (error) {
  // The host has told its reason already when it was its end that stopped the start.
  if (!stopping) console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  return refuse(`Setting PORT: '${text}' is no port; expected 1 to 65535`);
}

/** A tunnel passes requests on with its own name. */
function hostNames(): { HOST_NAMES?: string } {
  const name = URL.parse(settings.PUBLIC_BASE_URL ?? '')?.host;
  return name && !settings.HOST_NAMES ? { HOST_NAMES: name } : {};
}

async function startStorage(): Promise<Azurite | undefined> {
  if (settings.AzureWebJobsStorage !== 'UseDevelopmentStorage=true') return undefined;
  const taken = await Promise.all(Object.values(DEVELOPMENT_PORTS).map(isListening));
  if (taken.some(Boolean)) {
    console.log('Using the storage emulator that is already running on ports 10000 to 10002.');
    return undefined;
  }
  const azurite = await startAzurite({ ports: DEVELOPMENT_PORTS, folder: '.azurite' });
  console.log('Storage emulator (Azurite) on ports 10000 to 10002, data in .azurite/');
  return azurite;
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await host?.stop();
  await storage?.stop();
  process.exit(code);
}

function greeting(baseUrl: string): string {
  return `
Insight Triggers is ready.
  API       ${baseUrl}/api      (health: ${baseUrl}/api/health)
  Queues    ${settings.REFRESH_STATUS_QUEUE || 'refresh-status'}, ${settings.METRIC_CHANGE_QUEUE || 'metric-change'}

Send an event:
  curl -X POST ${baseUrl}/api/events/refresh-status -H 'content-type: application/json' -d '{"eventId":"e-1","environmentId":"contoso","operation":"ingestion","name":"crm-contacts","status":"failed","runId":"job-1","endedAt":"${new Date().toISOString()}"}'

Ctrl-C stops it.
`;
}
