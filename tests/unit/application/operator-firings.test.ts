import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Write } from '../../../shared/application/ports.ts';
import { type FiringQuery, getFiring, listFirings } from '../../../shared/application/read-firings.ts';
import { sendTest } from '../../../shared/application/send-test.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { refreshEvent, sampleEvent } from '../../support/event-builders.ts';
import { answered, World } from '../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const CALLBACK = 'https://flow.example/run?sig=hush';
const HOUR = 60 * 60_000;

/** Every page of a list, one after another. */
async function pagesOf(query: FiringQuery) {
  const pages = [];
  let cursor: string | undefined;
  do {
    const page = await listFirings(world.deps, { ...query, cursor });
    pages.push(page.value);
    cursor = page.cursor;
  } while (cursor);
  return pages;
}

async function fired(runId: string, more: object = {}): Promise<void> {
  await world.receive('refresh-status', refreshEvent({ runId, ...more }));
}

const only = async () => (await listFirings(world.deps, {})).value[0]?.id ?? '';

describe('a firing', () => {
  test('shows what every subscriber got of it, and nothing that is one subscriber’s own', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
    await world.receive('metric-change', [sampleEvent(900), sampleEvent(1200, { runId: 'job-7' })]);
    const firing = await getFiring(world.deps, await only());
    const { notificationId, subscriptionId, threshold, ...shared } = world.payloads()[0] ?? {};
    expect(firing.payload).toEqual(shared);
    expect([notificationId, subscriptionId, threshold]).not.toContain(undefined);
    expect(firing).toMatchObject({
      id: shared.firingId,
      triggerType: 'segment-threshold-crossed',
      environmentId: 'contoso',
      topic: expect.stringMatching(/^segment-/),
      sequence: 1,
      occurredAt: shared.occurredAt,
      state: 'done',
    });
  });

  test('shows what became of each delivery', async () => {
    await world.subscribe('data-source-refresh-failed', {});
    await world.subscribe('data-source-refresh-failed', { callbackUrl: 'https://flow.example/other' });
    world.answers.set(CALLBACK, () => answered(503, { workflowRunId: 'run-1' }));
    await fired('job-1');
    const { deliveries, state } = await getFiring(world.deps, await only());
    expect(state).toBe('pending');
    expect(deliveries.map((delivery) => delivery.state).toSorted()).toEqual(['delivered', 'retrying']);
    expect(deliveries.find((delivery) => delivery.state === 'retrying')).toMatchObject({
      attemptCount: 1,
      nextAttemptAt: '2026-11-20T06:00:05.25Z',
      attempts: [
        { at: '2026-11-20T06:00:00Z', status: 503, outcome: 'retrying', reason: 'http-503', workflowRunId: 'run-1' },
      ],
    });
    expect(deliveries.find((delivery) => delivery.state === 'delivered')?.nextAttemptAt).toBeUndefined();
  });

  test('is done when every delivery is delivered or dead', async () => {
    await world.subscribe('data-source-refresh-failed', {});
    world.answers.set(CALLBACK, () => answered(503));
    await fired('job-1');
    expect((await listFirings(world.deps, {})).value[0]?.state).toBe('pending');
    await world.drainQueue();
    expect((await listFirings(world.deps, {})).value[0]?.state).toBe('done');
  });

  test('is pending as long as subscribers have no delivery yet', async () => {
    for (let index = 0; index < 50; index++) {
      await world.subscribe('data-source-refresh-failed', { callbackUrl: `https://flow.example/${index}` });
    }
    const commit = world.store.commit.bind(world.store);
    const goesOn = (writes: readonly Write[]) => writes.some(({ kind, key }) => kind === 'replace' && /^f/.test(key));
    world.store.commit = (partition, writes) =>
      goesOn(writes) ? Promise.reject(new Error('the process dies')) : commit(partition, writes);
    await fired('job-1').catch(() => {});
    world.store.commit = commit;
    await world.drainQueue();
    const { state, deliveries } = await getFiring(world.deps, await only());
    expect(deliveries.map((delivery) => delivery.state)).toEqual(Array.from({ length: 40 }, () => 'delivered'));
    expect(state).toBe('pending');
    expect((await listFirings(world.deps, {})).value[0]?.state).toBe('pending');
  });

  test('without a subscriber is done', async () => {
    await fired('job-1');
    expect(await getFiring(world.deps, await only())).toMatchObject({ state: 'done', deliveries: [] });
  });

  test.each<[rule: string, id: (known: string) => string]>([
    ['nonsense', () => 'nonsense'],
    ['a key of the table', (id) => `${id.split('.')[0]}.f.sources`],
    ['no sequence', (id) => id.replace(/\d+$/, '')],
    ['a sequence of zero', (id) => id.replace(/\d+$/, '0')],
    ['a sequence with a zero in front', (id) => id.replace(/\d+$/, '01')],
    ['the sequence after the last', (id) => id.replace(/\d+$/, '2')],
    ['another environment', (id) => `${'x'.repeat(22)}${id.slice(22)}`],
    ['another topic', (id) => id.replace('sources', 'refresh')],
  ])('by an id with %s is not found', async (_rule, id) => {
    await fired('job-1');
    await expect(getFiring(world.deps, id(await only()))).rejects.toMatchObject({ status: 404, target: 'id' });
  });

  test('of a test does not exist', async () => {
    const { subscription } = await world.subscribe('data-source-refresh-failed', {});
    await sendTest(world.deps, subscription.id);
    await world.drainQueue();
    const id = String(world.payloads()[0]?.firingId);
    await expect(getFiring(world.deps, id)).rejects.toMatchObject({ status: 404 });
    expect((await listFirings(world.deps, {})).value).toEqual([]);
  });
});

describe('the list of firings', () => {
  test('is newest first within a topic, page by page, each once', async () => {
    for (let run = 1; run <= 7; run++) await fired(`job-${run}`);
    const pages = await pagesOf({ top: 3 });
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat().map(({ sequence }) => sequence)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test('leaves the deliveries to the single firing', async () => {
    await world.subscribe('data-source-refresh-failed', {});
    await fired('job-1');
    expect(Object.keys((await listFirings(world.deps, {})).value[0] ?? {})).not.toContain('deliveries');
  });

  test('holds those of one environment when asked, of all otherwise', async () => {
    await fired('job-1');
    await fired('job-1', { environmentId: 'fabrikam' });
    expect((await listFirings(world.deps, {})).value).toHaveLength(2);
    const { value } = await listFirings(world.deps, { environmentId: 'fabrikam' });
    expect(value.map(({ environmentId }) => environmentId)).toEqual(['fabrikam']);
    expect((await listFirings(world.deps, { environmentId: 'nobody' })).value).toEqual([]);
  });

  test.each([
    ['data-source-refresh-failed', 1],
    ['data-source-refresh-succeeded', 1],
    ['full-refresh-completed', 1],
    ['segment-threshold-crossed', 2],
    ['measure-threshold-crossed', 1],
    ['unification-refresh-completed', 0],
  ] as const)('of %s holds just these', async (triggerType, count) => {
    for (const segment of ['a', 'b']) await world.subscribe('segment-threshold-crossed', { segment, threshold: 10 });
    await world.subscribe('measure-threshold-crossed', { measure: 'm', threshold: 10 });
    await fired('job-1');
    await fired('job-2', { status: 'succeeded' });
    await fired('job-3', { operation: 'all' });
    const crossing = { previousValue: 5 };
    await world.receive('metric-change', [
      sampleEvent(20, { ...crossing, name: 'a' }),
      sampleEvent(20, { ...crossing, name: 'b' }),
      sampleEvent(20, { ...crossing, name: 'm', metricType: 'measure' }),
    ]);
    const { value } = await listFirings(world.deps, { triggerType });
    expect(value.map((firing) => firing.triggerType)).toEqual(Array.from({ length: count }, () => triggerType));
  });

  test('since a time holds what was committed then or later, whenever it occurred', async () => {
    await fired('job-1');
    world.now += HOUR;
    await fired('job-2', { endedAt: '2026-01-01T00:00:00Z' });
    const since = async (time: string) =>
      (await listFirings(world.deps, { since: time as Instant })).value.map(({ sequence }) => sequence);
    expect(await since('2026-11-20T06:00:00.0000000Z')).toEqual([2, 1]);
    expect(await since('2026-11-20T06:00:00.0000001Z')).toEqual([2]);
    expect(await since('2026-11-20T07:00:00.0000001Z')).toEqual([]);
  });

  test('with a filter is full as long as there is more, however many rows lie between', async () => {
    for (let run = 0; run < 30; run++) await fired(`job-${run}`, { status: run % 3 === 0 ? 'failed' : 'succeeded' });
    const pages = await pagesOf({ top: 4, triggerType: 'data-source-refresh-failed' });
    expect(pages.map((page) => page.length)).toEqual([4, 4, 2]);
    expect(pages.flat().map(({ payload }) => payload.runId)).toEqual(
      [27, 24, 21, 18, 15, 12, 9, 6, 3, 0].map((run) => `job-${run}`),
    );
  });

  test('a cursor of another list is refused', async () => {
    await expect(listFirings(world.deps, { cursor: 'xyz' })).rejects.toMatchObject({ status: 400, target: 'cursor' });
  });
});

test('no callback, secret or token is in any of it', async () => {
  const { token, signingSecret } = await world.subscribe('data-source-refresh-failed', {});
  await fired('job-1');
  const shown = JSON.stringify([await listFirings(world.deps, {}), await getFiring(world.deps, await only())]);
  for (const secret of ['hush', '/run', token, signingSecret]) expect(shown).not.toContain(secret);
});
