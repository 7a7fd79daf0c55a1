import type { Settings } from '../config/settings.ts';
import { parseDuration } from '../config/time-span.ts';
import type { FunctionDefinition, QueueTrigger } from '../function-definition.ts';
import type { HostContext } from '../host-context.ts';
import { Refusal } from '../refusal.ts';
import { QueueListener } from './queue-listener.ts';

const inFlightSetting = 'HOST_IN_FLIGHT';
const longestInFlight = 7 * 86_400;

/** Opens the connections of all queue bindings. @throws Refusal for a missing or wrong one. */
export async function connectQueues({ functions, storage }: HostContext): Promise<void> {
  for (const { name, trigger, outputs } of functions) {
    const outputConnections = outputs.flatMap((output) => (output.type === 'queue' ? [output.connection] : []));
    const connections =
      trigger.type === 'queuetrigger' ? [trigger.connection, ...outputConnections] : outputConnections;
    for (const connection of connections) await storage.connect(connection, `Function '${name}'`);
  }
}

function isQueueFunction(definition: FunctionDefinition): definition is FunctionDefinition<QueueTrigger> {
  return definition.trigger.type === 'queuetrigger';
}

/** Makes a listener for each queue function that is not disabled. */
export function createQueueListeners({
  functions,
  hostOptions,
  storage,
  executor,
  supervisor,
  settings,
  log,
}: HostContext): QueueListener[] {
  const inFlightSeconds = readInFlight(settings);
  const workerReady = () => supervisor.ready();
  const parts = { storage, executor, options: hostOptions.queues, inFlightSeconds, workerReady, log };
  const enabled = functions.filter(isQueueFunction).filter(({ isDisabled }) => !isDisabled);
  return enabled.map((definition) => new QueueListener(definition, parts));
}

/** The visibility timeout of a message in progress, in whole seconds as storage counts it; 10 minutes in Azure. */
function readInFlight(settings: Settings): number {
  const text = settings.get(inFlightSetting) ?? '10m';
  const seconds = Math.ceil((parseDuration(text) ?? 0) / 1000);
  if (seconds >= 1 && seconds <= longestInFlight) return seconds;
  throw new Refusal(
    `${inFlightSetting} is '${text}'; it should be a duration of up to 7 days, such as 10m, 4s or 500ms.`,
  );
}
