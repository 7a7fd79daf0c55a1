import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { freePort, freePorts, startAzurite } from './azurite.ts';
import { startDemoFlows } from './demo-flows.ts';
import { createQueues, openQueues } from './event-queues.ts';
import { laterFlows, laterMessages, untilRefused } from './look-around.ts';
import { startHostProcess } from './process/host-process.ts';
import { stopOnSignals } from './process/stop-signals.ts';
import { readFlows, readSteps } from './recorded-day.ts';
import { messageOf, orRefuse } from './refuse.ts';
import { DemoScreen } from './screen/demo-screen.ts';
import { HandledEvents } from './screen/handled-events.ts';

/*
 * `npm run demo` plays a recorded day of events on its own storage and host, to six flows that have subscribed. With `--serve` more
 * flows and events follow, so that there is something to find, and the app runs on for a look around until Ctrl-C.
 */

const { serve } = orRefuse(() => parseArgs({ options: { serve: { type: 'boolean', default: false } } })).values;
const screen = new DemoScreen();
const cleanups: (() => Promise<void>)[] = [];
let isExact: boolean | undefined;

stopOnSignals(() => void cleanUp().then(() => process.exit(isExact ? 0 : 130)));

try {
  const url = await playDay();
  process.exitCode = isExact ? 0 : 1;
  screen.nextSteps(serve ? url : undefined);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
// With --serve a signal cleans up; the children keep this process alive until then.
if (!serve || !isExact) await cleanUp();

async function cleanUp(): Promise<void> {
  for (const close of cleanups.splice(0).toReversed()) await close();
}

/** Answers the address of the app. */
async function playDay(): Promise<string> {
  screen.starting();
  const storage = await startAzurite({ ports: await freePorts() });
  cleanups.push(() => storage.stop());
  const settings = hostSettings(storage.connectionString);
  await createQueues(settings);
  const host = startHostProcess({ port: await freePort(), environment: settings, logFormat: 'json', app: 'dist' });
  cleanups.push(() => host.stop());
  const handled = new HandledEvents(host.process);
  const url = await host.serving.catch((error) => {
    throw new Error(`${error.message}\n${handled.trouble.join('\n')}`);
  });
  const flows = await startDemoFlows(url, readFlows(), (arrival) => screen.arrival(arrival));
  cleanups.push(() => flows.close());
  screen.begins(url);
  await sendDay(openQueues(settings), handled);
  screen.handled('The day in events', handled.all);
  isExact = screen.results(flows.results());
  if (serve && isExact) await playAftermath(url, openQueues(settings));
  return url;
}

/** What an operator finds today: flows that could not be told, and thresholds that are near. */
async function playAftermath(url: string, queues: ReturnType<typeof openQueues>): Promise<void> {
  screen.aftermath(laterFlows.length);
  const flows = await startDemoFlows(url, laterFlows, (arrival) => screen.arrival(arrival));
  cleanups.push(() => flows.close());
  const messages = laterMessages(Date.now());
  await Promise.all(messages.map(({ queue, body }) => queues.send(queue, JSON.stringify(body))));
  await untilRefused(url);
}

async function sendDay(queues: ReturnType<typeof openQueues>, handled: HandledEvents): Promise<void> {
  for (const { at, what, messages } of readSteps()) {
    screen.step(at, what);
    await Promise.all(messages.map(({ queue, body }) => queues.send(queue, JSON.stringify(body))));
    await queues.untilEmpty();
    screen.stepHandled(handled.takeStep());
  }
}

function hostSettings(connectionString: string): Record<string, string> {
  return {
    ...(process.env.PATH && { PATH: process.env.PATH }),
    AzureWebJobsStorage: connectionString,
    SECRETS_KEY: randomBytes(32).toString('base64'),
    ALLOW_INSECURE_CALLBACKS: 'true',
    AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.200',
  };
}
