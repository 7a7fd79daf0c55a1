import { randomBytes } from 'node:crypto';
import { freePort, freePorts, startAzurite } from './azurite.ts';
import { startDemoFlows } from './demo-flows.ts';
import { Screen } from './demo-screen.ts';
import { createQueues, openQueues } from './event-queues.ts';
import { startHostProcess, untilServing } from './host-process.ts';
import { readFlows, readSteps } from './recorded-day.ts';

/* `npm run demo` plays a recorded day of events on its own storage and host, to six flows that have subscribed. */

const screen = new Screen();
const cleanups: (() => Promise<void>)[] = [];

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cleanUp().then(() => process.exit(130)));

try {
  process.exitCode = (await playDay()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await cleanUp();
}

async function cleanUp(): Promise<void> {
  for (const close of cleanups.splice(0).toReversed()) await close();
}

async function playDay(): Promise<boolean> {
  screen.progress('Starting storage and host ...');
  const storage = await startAzurite({ ports: await freePorts() });
  cleanups.push(() => storage.stop());
  const settings = hostSettings(storage.connectionString);
  await createQueues(settings);
  const host = startHostProcess({ port: await freePort(), environment: settings, output: 'pipe', app: 'dist' });
  cleanups.push(() => host.stop());
  const hostOutput = collect(host.process.stdout, host.process.stderr);
  await untilServing(host).catch((error) => {
    throw new Error(`${error.message}\n${hostOutput.join('')}`);
  });
  const flows = await startDemoFlows(host.baseUrl, readFlows(), (arrival) => screen.arrival(arrival));
  cleanups.push(() => flows.close());
  screen.line(`Six flows have subscribed at ${host.baseUrl}. A recorded day of Customer Insights begins:\n`);
  await sendDay(openQueues(settings));
  return screen.close(flows.results());
}

async function sendDay(queues: ReturnType<typeof openQueues>): Promise<void> {
  const steps = readSteps();
  for (const [index, { at, what, messages }] of steps.entries()) {
    screen.progress(`${index + 1}/${steps.length}  ${at}  ${what}`);
    await Promise.all(messages.map(({ queue, body }) => queues.send(queue, JSON.stringify(body))));
    await queues.untilEmpty();
  }
}

function hostSettings(connectionString: string): Record<string, string> {
  return {
    ...(process.env.PATH && { PATH: process.env.PATH }),
    AzureWebJobsStorage: connectionString,
    SECRETS_KEY: randomBytes(32).toString('base64'),
    ALLOW_INSECURE_CALLBACKS: 'true',
    AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.200',
    AzureFunctionsJobHost__logging__logLevel__default: 'Warning',
  };
}

function collect(...streams: (NodeJS.ReadableStream | null)[]): string[] {
  const output: string[] = [];
  for (const stream of streams) stream?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  return output;
}
