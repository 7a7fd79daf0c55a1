import { describe, expect, test } from '@jest/globals';
import { payloadSchemas } from '../../shared/contract/payload.ts';
import { type TriggerType, triggerTypes } from '../../shared/contract/trigger-types.ts';
import { refreshEvent, sampleEvent } from '../support/event-builders.ts';
import { eventually } from '../support/eventually.ts';
import { type Created, RunningApp } from '../support/running-app.ts';

const running = new RunningApp();

const FUNCTIONS = `
  console console-config data-source-forget data-source-forget-by-query data-source-get data-source-list data-source-pick-list dead-letter-delete dead-letter-list dead-letter-redrive dead-letter-redrive-many
  delivery-list delivery-redeliver environment-delivery-list environment-list environment-overview environment-pick-list failed-delivery-pick-list firing-get firing-list health
  measure-forget measure-forget-by-query measure-get measure-list measure-pick-list metric-change-events metric-change-explain metric-change-handshake metric-change-queue ping
  poison-timer refresh-status-events refresh-status-explain refresh-status-handshake refresh-status-queue retention-timer segment-forget segment-forget-by-query segment-get
  segment-list segment-pick-list status-report subscription-create subscription-delete subscription-delete-by-callback subscription-disable subscription-enable
  subscription-get subscription-list subscription-pick-list subscription-remove subscription-replay subscription-rotate-secret subscription-test sweep-timer trigger-list
  trigger-sample webhook-delivery-queue
`.match(/\S+/g);

test('the host finds every function in the built folder', async () => {
  const { json } = await running.app.call('GET', '/admin/functions');
  const names = (json as { name: string }[]).map(({ name }) => name).toSorted();
  expect(names).toEqual(FUNCTIONS);
});

describe('the API', () => {
  test('a subscription can be listed, tested, and deleted twice by its Location without a key', async () => {
    const { id, location } = await running.subscribe('segment-threshold-crossed', {
      segment: 'high-value',
      threshold: 1000,
    });
    expect(
      (await running.app.call('GET', `/api/subscriptions?environmentId=${running.environmentId}`)).json,
    ).toMatchObject({
      value: [{ id, callbackHost: `127.0.0.1:${running.receiver.port}` }],
    });
    const { json: sent, status } = await running.app.call('POST', `/api/subscriptions/${id}/test`);
    expect(status).toBe(202);
    await running.arrivals(1);
    expect(JSON.parse(running.arrived()[0]?.body ?? '')).toMatchObject({
      ...(sent as object),
      isTest: true,
      segmentName: 'high-value',
      threshold: 1000,
    });
    expect((await running.app.call('DELETE', `${location}x`)).status).toBe(403);
    expect((await running.app.call('DELETE', location)).status).toBe(204);
    expect((await running.app.call('DELETE', location)).status).toBe(204);
    expect((await running.app.call('DELETE', '/api/subscriptions/nonsense?token=x')).status).toBe(404);
    expect((await running.app.call('GET', `/api/subscriptions/${id}`)).status).toBe(404);
  });

  test('a flow that subscribes again with a new callback replaces its old subscription', async () => {
    const flow = { 'x-ms-workflow-name': 'flow-1', 'x-ms-workflow-operation-name': 'When' };
    const first = await running.subscribe('full-refresh-completed', {}, flow);
    const second = await running.subscribe(
      'full-refresh-completed',
      { callbackUrl: `${running.receiver.url}/${running.environmentId}/v2` },
      flow,
    );
    expect((await running.app.call('DELETE', first.location)).status).toBe(204);
    const { json } = await running.app.call('GET', `/api/subscriptions?environmentId=${running.environmentId}`);
    expect((json as { value: Created[] }).value.map(({ id }) => id)).toEqual([second.id]);
  });

  test('posted events are queued and fire; an invalid event is refused with its index and field', async () => {
    await running.subscribe('data-source-refresh-failed');
    const good = { ...refreshEvent(), environmentId: running.environmentId };
    const bad = await running.app.call('POST', '/api/events/refresh-status', [good, { ...good, status: 'x' }]);
    expect(bad).toMatchObject({ status: 400, json: { error: { code: 'invalid-event', target: '[1].status' } } });
    expect(await running.app.call('POST', '/api/events/refresh-status', [good])).toMatchObject({
      status: 202,
      json: { accepted: 1, ignored: [], unknownFields: [] },
    });
    await running.arrivals(1);
  });

  test('a message that is not an event becomes a dead letter', async () => {
    await running.app.queues.send('metric-change', `{"environmentId":"${running.environmentId}"}`);
    await eventually('the dead letter', async () =>
      JSON.stringify((await running.app.call('GET', '/api/dead-letters?source=event')).json).includes(
        running.environmentId,
      ),
    );
  });

  test('pick lists show the names that events have brought', async () => {
    await running.app.queues.send(
      'refresh-status',
      JSON.stringify({ ...refreshEvent(), environmentId: running.environmentId }),
    );
    await running.app.queues.send(
      'metric-change',
      JSON.stringify(sampleEvent(5, { environmentId: running.environmentId, displayName: 'High value' })),
    );
    await running.app.queues.untilEmpty();
    const list = async (path: string) => (await running.app.call('GET', `/api/environments${path}`)).json;
    expect(JSON.stringify(await list(''))).toContain(`"${running.environmentId}"`);
    expect(await list(`/${running.environmentId}/data-sources`)).toMatchObject({
      value: [{ name: 'crm-contacts', lastStatus: 'failed' }],
    });
    expect(await list(`/${running.environmentId}/segments`)).toMatchObject({
      value: [{ displayName: 'High value', value: 5 }],
    });
    expect(await list(`/${running.environmentId}/measures`)).toEqual({ value: [] });
  });

  test('names that a path cannot tell apart are told apart by the parameter name of their list', async () => {
    const { environmentId } = running;
    const names = ['a/b', 'a%2Fb', '100%2fday'];
    for (const name of names) {
      const events = ['segment', 'measure'].map((metricType) => sampleEvent(1, { environmentId, name, metricType }));
      await running.app.queues.send('metric-change', JSON.stringify(events));
      await running.app.queues.send('refresh-status', JSON.stringify(refreshEvent({ environmentId, name })));
    }
    await running.app.queues.untilEmpty();
    for (const kind of ['segments', 'measures', 'data-sources']) {
      const path = `/api/environments/${environmentId}/${kind}`;
      for (const name of names) {
        const { json } = await running.app.call('GET', `${path}?name=${encodeURIComponent(name)}`);
        expect(json).toMatchObject({ value: [{ name }] });
      }
      expect((await running.app.call('GET', `${path}?name=nobody`)).json).toEqual({ value: [] });
      expect((await running.app.call('GET', `${path}/${encodeURIComponent('a/b')}`)).status).toBe(400);
      expect((await running.app.call('GET', `${path}/${encodeURIComponent('100%2fday')}`)).json).toMatchObject({
        name: '100%2fday',
      });
    }
  });

  test('an environment with %2F in its ID is reached by its path, unless one with a slash fits too', async () => {
    const [plain, slashed] = [`${running.environmentId}%2Fb`, `${running.environmentId}/b`];
    const statusOf = async () =>
      (await running.app.call('GET', `/api/environments/${encodeURIComponent(plain)}/segments/high-value`)).status;
    const send = async (environmentId: string) => {
      await running.app.queues.send('metric-change', JSON.stringify(sampleEvent(5, { environmentId })));
      await running.app.queues.untilEmpty();
    };
    await send(plain);
    expect(await statusOf()).toBe(200);
    await send(slashed);
    expect(await statusOf()).toBe(400);
  });

  test('the status report is available as text and HTML for a mail, alone and within JSON', async () => {
    const { environmentId } = running;
    await running.app.queues.send('refresh-status', JSON.stringify(refreshEvent({ environmentId, name: 'a/b c' })));
    await running.app.queues.untilEmpty();
    const report = `/api/environments/${environmentId}/status-report`;
    expect((await running.app.call('GET', report)).json).toMatchObject({
      failedCount: 1,
      processes: [{ process: 'data-source', name: 'a/b c', status: 'failed' }],
    });
    const text = await running.app.call('GET', `${report}?format=text`);
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.text).toContain('- a/b c: failed, ended 2026-11-20 02:14 UTC');
    expect((await running.app.call('GET', `${report}?format=pdf`)).status).toBe(400);
    const inSwedish = await running.app.call('GET', `${report}?format=html&language=sv`);
    expect((await running.app.call('GET', `${report}?language=sv`)).json).toMatchObject({
      html: expect.stringContaining('<div lang="sv">'),
    });
    expect(inSwedish.text).toContain('<div lang="sv">');
  });

  test('a data source is found by a name with reserved characters; an unknown name is not found', async () => {
    const { environmentId } = running;
    await running.app.queues.send('refresh-status', JSON.stringify(refreshEvent({ environmentId, name: 'a/b c%' })));
    await running.app.queues.untilEmpty();
    const path = `/api/environments/${environmentId}/data-sources`;
    expect(await running.app.call('GET', `${path}/${encodeURIComponent('a/b c%')}`)).toMatchObject({
      status: 200,
      json: { name: 'a/b c%', lastStatus: 'failed', runId: 'job-7' },
    });
    expect((await running.app.call('GET', `${path}/nobody`)).status).toBe(404);
  });

  test('a pick list without a chosen environment is refused and names environmentId', async () => {
    for (const environment of ['', '?environmentId=']) {
      const { status, json } = await running.app.call('GET', `/api/pick-lists/segments${environment}`);
      expect(status).toBe(400);
      expect(json).toMatchObject({ error: { target: 'environmentId' } });
    }
  });

  test('the catalogue describes six triggers, each with a sample that matches its schema', async () => {
    const { json } = await running.app.call('GET', '/api/triggers');
    const { value } = json as { value: { type: TriggerType; title: string; payloadSchema: object }[] };
    expect(value.map(({ type }) => type)).toEqual(triggerTypes);
    for (const { type } of value) {
      const sample = await running.app.call('GET', `/api/triggers/${type}/sample`);
      expect(payloadSchemas[type].strict().safeParse(sample.json).success).toBe(true);
    }
  });

  test.each<[rule: string, method: string, path: string, body: unknown, status: number]>([
    ['ping answers without a body', 'GET', '/api/ping', undefined, 204],
    ['health is good', 'GET', '/api/health', undefined, 200],
    ['an unknown trigger type is not found', 'POST', '/api/triggers/nope/subscriptions', {}, 404],
    ['a body that is not JSON is refused', 'POST', '/api/triggers/full-refresh-completed/subscriptions', '{', 400],
    ['a page of more than 100 items is refused', 'GET', '/api/subscriptions?top=101', undefined, 400],
    ['an unknown status is refused', 'GET', '/api/subscriptions?status=tired', undefined, 400],
  ])('%s', async (_rule, method, path, body, status) => {
    expect((await running.app.call(method, path, body)).status).toBe(status);
  });

  test('a callback to the metadata service is refused even locally', async () => {
    const callbackUrl = 'http://169.254.169.254/metadata/identity';
    const { status, json } = await running.app.call('POST', '/api/triggers/full-refresh-completed/subscriptions', {
      environmentId: running.environmentId,
      callbackUrl,
    });
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { code: 'callback-not-allowed', target: 'callbackUrl' } });
  });
});

running.testThatNoSecretWasLogged();
