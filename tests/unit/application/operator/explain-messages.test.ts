import { expect, test } from '@jest/globals';
import { explainEvents } from '../../../../shared/application/operator/explain-events.ts';
import { refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { allSaid } from '../../../support/said.ts';
import { World } from '../../../support/world.ts';

test('explaining a message explains each of its events and changes nothing', async () => {
  const world = new World();
  const before = world.store.requests;
  const message = [refreshEvent(), refreshEvent({ runId: 'job-8', status: 'skipped' })];
  const text = JSON.stringify(message);
  const { value } = await explainEvents(world.deps, { queue: 'refresh-status', text });
  expect(value.map(({ outcome }) => outcome)).toEqual(['not-seen', 'ignored']);
  expect([world.arrived, world.published]).toEqual([[], []]);
  expect(world.store.requests - before).toBe(1);
});

test('explaining a message reads the state and the firings of a metric only once', async () => {
  const world = new World();
  await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
  const crossings = [];
  for (let round = 0; round < 20; round++) {
    const rise = [sampleEvent(900), sampleEvent(1200)];
    await world.receive('metric-change', rise);
    crossings.push(rise[1]);
  }
  const others = Array.from({ length: 20 }, () => sampleEvent(1, { evaluatedAt: '2025-01-01T00:00:00Z' }));
  const before = world.store.rowsRead;
  const text = JSON.stringify([...crossings, ...others]);
  const { value } = await explainEvents(world.deps, { queue: 'metric-change', text });
  expect(world.store.rowsRead - before).toBe(1 + 20);
  expect(value.map(({ outcome }) => outcome)).toEqual([...Array(20).fill('fired'), ...Array(20).fill('passed')]);
  expect(new Set(value.slice(0, 20).map(({ firingId }) => firingId)).size).toBe(20);
});

test.each<[items: string, item: string, count: number]>([
  ['empty objects', '{}', 16_300],
  ['empty lists', '[]', 16_300],
  ['numbers', '1', 24_000],
])('explaining a message full of %s explains the first 500 and counts the others', async (_items, item, count) => {
  const world = new World();
  const text = `[${Array(count).fill(item).join()}]`;
  const answer = await explainEvents(world.deps, { queue: 'metric-change', text });
  expect(answer).toMatchObject({ value: { length: 500 }, more: count - 500 });
  expect(JSON.stringify(allSaid(answer)).length).toBeLessThan(1024 * 1024);
});
