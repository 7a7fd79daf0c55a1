import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { environmentPartition } from '../../shared/application/store/keys.ts';
import { type LogLine, type LogLineName, logLines } from '../../shared/contract/telemetry.ts';
import { metrics } from '../../shared/contract/telemetry-metrics.ts';
import { refreshEvent } from '../support/event-builders.ts';
import { eventually } from '../support/eventually.ts';
import { LocalApp } from '../support/local-app.ts';
import { type Collector, startCollector } from '../support/otlp-collector.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-01`;
/** Longer than a worker waits for an attempt. */
const SLOW_MS = 600;

let collector: Collector;
let receiver: WebhookReceiver;
let app: LocalApp;
let id: string;

beforeAll(async () => {
  collector = await startCollector();
  receiver = await startReceiver();
  app = await LocalApp.start({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=hush-header',
    OTEL_METRIC_EXPORT_INTERVAL: '500',
    RETRY_SCHEDULE: '1s,1s',
    ATTEMPT_TIMEOUT: '5s',
    SWEEP_SCHEDULE: '*/2 * * * * *',
  });
  id = await subscribe('slow');
}, 150_000);

afterAll(() => Promise.all([app?.stop(), receiver?.close(), collector?.close()]));

async function subscribe(name: string): Promise<string> {
  const { status, json } = await app.call('POST', '/api/triggers/data-source-refresh-failed/subscriptions', {
    environmentId: 'contoso',
    dataSource: name,
    callbackUrl: `${receiver.url}/hush-path/${name}?sig=hush`,
  });
  expect(status).toBe(201);
  return Object(json).id;
}

const fire = (name: string, more: object = {}) =>
  app.queues.send('refresh-status', JSON.stringify(refreshEvent({ name, runId: `job-${name}`, ...more })));

/** The lines that the app has logged, each checked against the contract. */
function lines(): LogLine[] {
  const found = [...app.output.matchAll(/^(?:\[[^\]]*\] )?([A-Z]\w+) (\{.*\})$/gm)];
  return found.map(([, name = '', fields = '{}']) => {
    const schema = logLines[name as LogLineName];
    return { name, ...schema.strict().parse(JSON.parse(fields)) } as LogLine;
  });
}

function lineOf<N extends LogLineName>(name: N, fields: object): Promise<Extract<LogLine, { name: N }>> {
  return eventually(
    () => `${name} with ${JSON.stringify(fields)} in\n${app.output}`,
    () =>
      lines().find(
        (line): line is Extract<LogLine, { name: N }> =>
          line.name === name && Object.entries(fields).every(([key, value]) => Object(line)[key] === value),
      ),
  );
}

/** The values of a metric in the last export, each with its dimensions. */
const valuesOf = (name: keyof typeof metrics) => collector.last().metrics.get(name)?.points ?? [];

const pointOf = (name: keyof typeof metrics, dimensions: object) =>
  eventually(
    () => `${name} ${JSON.stringify(dimensions)} in ${collector.receiver.received.at(-1)?.body}`,
    () => valuesOf(name).find((point) => expect.objectContaining(dimensions).asymmetricMatch(point.dimensions)),
  );

describe('an event with a trace context', () => {
  test('takes it to its webhook, whose attempt is logged when it ends although its worker has let go of it', async () => {
    receiver.respondWith(
      (_request, response) =>
        void setTimeout(() => response.writeHead(202, { 'x-ms-workflow-run-id': 'run-1' }).end(), SLOW_MS),
    );
    await fire('slow', { traceparent: TRACEPARENT });
    const { firingId } = await lineOf('Firing', { traceId: TRACE, subscribers: 1 });
    await lineOf('EventsHandled', { fires: 1 });
    expect(lines().filter(({ name }) => name === 'Attempt')).toEqual([]);
    const attempt = await lineOf('Attempt', { outcome: 'delivered', status: 202, subscriptionId: id });
    expect(attempt).toMatchObject({ firingId, attempt: 1, traceId: TRACE, workflowRunId: 'run-1' });
    expect(attempt.milliseconds).toBeGreaterThanOrEqual(SLOW_MS);
    expect(attempt.ageMilliseconds).toBeGreaterThanOrEqual(attempt.milliseconds);
    expect(receiver.received.at(-1)?.headers.traceparent).toBe(`00-${TRACE}-${attempt.spanId}-01`);
  });
});

describe('what happens', () => {
  test('is logged: failures, dead letters, changes, and what an operator does', async () => {
    receiver.respondWith((_request, response) => void response.writeHead(410).end());
    const gone = await subscribe('gone');
    await fire('gone');
    await app.queues.send('refresh-status', '"hush-text"');
    await lineOf('SubscriptionChange', { subscriptionId: gone, change: 'created' });
    await lineOf('SubscriptionChange', { subscriptionId: gone, change: 'gone', from: 'active' });
    await lineOf('DeadLetter', { subscriptionId: gone, source: 'delivery', code: 'gone' });
    const { deadLetterId } = await lineOf('DeadLetter', { source: 'event', code: 'not-json' });
    await app.call('DELETE', `/api/dead-letters/${deadLetterId}`);
    await lineOf('OperatorAction', { action: 'dead-letter-delete', status: 204 });
    await app.call('POST', `/api/subscriptions/${gone}/enable`);
    await lineOf('OperatorAction', { action: 'subscription-enable', status: 409, reason: 'gone' });
  });

  test('is logged of the timers too', async () => {
    await lineOf('Sweep', { environments: 1 });
    await lineOf('QueueDepth', { queue: 'webhook-delivery', poisonMessages: 0 });
    await lineOf('OpenCircuits', { circuits: 0, environments: 1 });
    expect((await app.call('POST', '/admin/functions/retention-timer', { input: '' })).status).toBe(202);
    await lineOf('SecretsResealed', { previous: 0 });
    await lineOf('RowsExpired', {});
  });

  test('is logged of a row that this version cannot read', async () => {
    const table = TableClient.fromConnectionString(app.storage, 'InsightTriggers', { allowInsecureConnection: true });
    const partition = environmentPartition('contoso');
    await table.createEntity({
      partitionKey: partition,
      rowKey: 'w.2020-01-01T00:00:000000000Z.sources.x',
      json: '{}',
    });
    await lineOf('RowSkipped', { partition, skipped: 1 });
  });

  test('is logged without the two lines by which the host surrounds each run', () => {
    expect(app.output).not.toMatch(/Execut(ing|ed) 'Functions/);
  });
});

describe('the metrics', () => {
  test.each<[name: keyof typeof metrics, dimensions: object]>([
    ['insight_triggers.events', { queue: 'refresh-status', outcome: 'fires' }],
    ['insight_triggers.events', { queue: 'refresh-status', outcome: 'deadLettered' }],
    ['insight_triggers.firings', { triggerType: 'data-source-refresh-failed' }],
    ['insight_triggers.attempts', { outcome: 'delivered' }],
    ['insight_triggers.attempts', { outcome: 'dead', reason: 'gone' }],
    ['insight_triggers.delivery.age', { triggerType: 'data-source-refresh-failed' }],
    ['insight_triggers.dead_letters', { source: 'event', code: 'not-json' }],
    ['insight_triggers.subscription_changes', { change: 'gone' }],
    ['insight_triggers.circuits.open', {}],
    ['insight_triggers.queue.depth', { queue: 'metric-change-poison' }],
    ['insight_triggers.work.oldest_due', {}],
    ['insight_triggers.secrets.previous_key_rows', {}],
  ])('reach a collector: %s %j', async (name, dimensions) => {
    const { value } = await pointOf(name, dimensions);
    expect(value).toBeGreaterThanOrEqual(metrics[name].kind === 'gauge' ? 0 : 1);
    expect(collector.last().metrics.get(name)).toMatchObject({ kind: metrics[name].kind, unit: metrics[name].unit });
  });

  test('are all those of the contract and no others', () => {
    expect([...collector.last().metrics.keys()].toSorted()).toEqual(Object.keys(metrics).toSorted());
  });

  test('come from a process that is named, by the standard settings', () => {
    expect(collector.last().resource).toMatchObject({
      'service.name': 'insight-triggers',
      'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(collector.receiver.received.at(-1)).toMatchObject({
      path: '/v1/metrics',
      headers: expect.objectContaining({ 'api-key': 'hush-header' }),
    });
  });

  test('do not vanish silently: a collector that takes none is reported, and one that is back', async () => {
    collector.receiver.respondWith((_request, response) => void response.writeHead(400).end());
    await lineOf('HealthChange', { dependency: 'metrics collector', state: 'down' });
    collector.receiver.respondWith((_request, response) => void response.writeHead(200).end('{}'));
    await lineOf('HealthChange', { dependency: 'metrics collector', state: 'up' });
  });

  test('are exported once more when the host stops', async () => {
    const before = collector.receiver.received.length;
    await app.stopHost();
    expect(collector.receiver.received.length).toBeGreaterThan(before);
  });
});

test('nothing that is exported or logged holds a callback, a secret or the text of an event', () => {
  const told = [app.output, ...collector.receiver.received.map(({ body }) => body)].join('\n');
  expect(told).not.toMatch(/hush|sig=|whsec_|token=/);
  expect(collector.receiver.received.map(({ path }) => path)).toEqual(
    Array(collector.receiver.received.length).fill('/v1/metrics'),
  );
});
