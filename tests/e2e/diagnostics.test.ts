import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { workflowRecord } from '../support/event-builders.ts';
import { eventually } from '../support/eventually.ts';
import { startBadReceiver } from '../support/faults/bad-receiver.ts';
import { kill, subscribeAll } from '../support/faults/drive.ts';
import { expectedWebhooks, type RunEvent, type Subscriber } from '../support/faults/expected-webhooks.ts';
import { Ledger } from '../support/faults/ledger.ts';
import { LocalApp } from '../support/local-app.ts';
import { LogWriter } from '../support/log-writer.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import type { WebhookReceiver } from '../support/webhook-receiver.ts';

const RUNS = 300;
const KILLS = 10;
const PATIENCE_MS = 150_000;
const CONTAINER = 'insight-logs-operational';
const ENVIRONMENT = 'contoso';

const ledger = new Ledger([3_000, 3_000, 3_000]);
let app: LocalApp;
let receiver: WebhookReceiver;

beforeAll(async () => {
  const settings = {
    RETRY_SCHEDULE: '3s,3s,3s',
    ATTEMPT_TIMEOUT: '3s',
    SWEEP_SCHEDULE: '*/2 * * * * *',
    DIAGNOSTICS_SCHEDULE: '* * * * * *',
    HOST_IN_FLIGHT: '2s',
    AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:01',
  };
  [app, receiver] = await Promise.all([
    LocalApp.start(settings, { keepsData: true, readsLogs: true }),
    startBadReceiver(ledger, () => 'accept'),
  ]);
}, 90_000);

afterAll(async () => {
  await Promise.all([app?.stop(), receiver?.close()]);
});

const OPERATIONS = { ingestion: 'Ingestion', merge: 'Merge', all: 'All' } as const;
const RESULTS = { succeeded: 'Successful', failed: 'Failure', running: 'Running', canceled: 'Aborted' } as const;

/** The lines that Customer Insights writes about a run: a start, now and then an audit record, and the end. */
function linesOf(random: SeededRandom, { operation, status, runId, name, endedAt, ...run }: RunEvent): string[] {
  const step = operation === 'all' ? 'Workflow' : 'Task';
  const properties = {
    instanceId: run.environmentId,
    workflowJobId: runId,
    identifier: name,
    friendlyName: 'Kūnas 😀',
    endTimestamp: endedAt,
  };
  const record = (phase: string, resultType: string) =>
    workflowRecord(`${OPERATIONS[operation]}.${step}${phase}`, {
      resultType,
      properties: random.next() < 0.5 ? properties : { ...properties, padding: 'x'.repeat(random.below(3_000)) },
    });
  const audit = workflowRecord('UpdateSegment', { category: 'Audit', properties: { eventType: 'ApiEvent' } });
  const records = [record('Started', 'Running'), ...(random.next() < 0.1 ? [audit] : [])];
  return [...records, record('Completed', RESULTS[status])].map((one) => `${JSON.stringify(one)}\n`);
}

function runOf(random: SeededRandom, index: number): RunEvent {
  const operation = random.pick(['ingestion', 'ingestion', 'merge', 'all'] as const);
  return {
    eventId: '',
    environmentId: ENVIRONMENT,
    operation,
    status: random.pick(['succeeded', 'failed', 'succeeded', 'failed', 'canceled'] as const),
    runId: `job-${index}`,
    endedAt: new Date(Date.UTC(2026, 10, 20, 0, index)).toISOString(),
    ...(operation === 'ingestion' && { name: random.pick(['crm', 'web-shop', 'loyalty']) }),
  };
}

const subscribers: readonly Subscriber[] = (
  [
    'data-source-refresh-failed',
    'data-source-refresh-succeeded',
    'full-refresh-completed',
    'unification-refresh-completed',
  ] as const
).map((triggerType) => ({
  environmentId: ENVIRONMENT,
  triggerType,
  parameters: {},
  path: `/${ENVIRONMENT}/${triggerType}`,
}));

const allDelivered = () =>
  eventually(
    () => `every expected webhook; missing: ${ledger.missing.slice(0, 10).join('; ')}`,
    () => ledger.missing.length === 0,
    PATIENCE_MS,
  );

/** Appends the text in blocks that end anywhere, to the log of this hour and of the two before it. */
async function writeAll(random: SeededRandom, logs: LogWriter, lines: readonly string[]): Promise<void> {
  const rest = [-2, -1, 0].map((hour) => ({ hour, bytes: Buffer.alloc(0) }));
  for (const line of lines) {
    const log = random.pick(rest);
    const bytes = Buffer.concat([log.bytes, Buffer.from(line)]);
    const end = random.next() < 0.3 ? bytes.length : random.below(bytes.length);
    log.bytes = bytes.subarray(end);
    if (end > 0) await logs.append(log.hour, bytes.subarray(0, end));
    await sleep(random.below(20));
  }
  for (const { hour, bytes } of rest) if (bytes.length > 0) await logs.append(hour, bytes);
}

describe('the diagnostic logs of Customer Insights', () => {
  test(`fire each of ${RUNS} finished runs exactly once, with ${KILLS} kills of the host or its worker`, async () => {
    const random = new SeededRandom(5);
    const runs = Array.from({ length: RUNS }, (_, index) => runOf(random, index));
    const [first, ...others] = runs.map((run) => ({ run, lines: linesOf(random, run) }));
    const logs = new LogWriter(app.storage, CONTAINER);
    await subscribeAll(app, receiver.url, subscribers);
    ledger.expect(expectedWebhooks(subscribers, { runs, samples: [] }));
    // All later writes come after the first run of the timer, whatever the time of the day is.
    await logs.append(0, first?.lines.join('') ?? '');
    await eventually('the first webhook', () => ledger.arrivals.length > 0);
    const writing = writeAll(
      random,
      logs,
      others.flatMap(({ lines }) => lines),
    );
    for (let kills = 0; kills < KILLS; kills++) {
      await sleep(random.between(100, 1_500));
      await kill(app, ledger, kills % 2 ? 'worker' : 'host');
    }
    await writing;
    await allDelivered();
    await app.queues.untilEmpty();
    const { repeated, ...account } = ledger.account();
    expect(account).toMatchObject({ lost: [], firedTwice: [], unexpected: [], bodiesThatDiffer: [] });
    expect(repeated.unexplained).toEqual([]);
    const { json } = await app.call('GET', '/api/dead-letters');
    expect(json).toEqual({ value: [] });
  }, 300_000);

  test('say in the health check that their storage cannot be reached, and the app is healthy all the same', async () => {
    const dependency = async () => {
      const { status, json } = await app.call('GET', '/api/health');
      const { dependencies } = json as { dependencies: { name: string; state: string; reason?: string }[] };
      return { status, ...dependencies.find(({ name }) => name === 'diagnostics-storage') };
    };
    expect(await dependency()).toEqual({ status: 200, name: 'diagnostics-storage', state: 'up' });
    await app.kill();
    await app.startHost({
      DiagnosticsStorage: app.storage.replace(/BlobEndpoint=[^;]+/, 'BlobEndpoint=http://127.0.0.1:1/x'),
    });
    expect(await dependency()).toMatchObject({ status: 200, state: 'down', reason: 'cannot be reached' });
  }, 120_000);
});
