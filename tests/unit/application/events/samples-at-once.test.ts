import { beforeEach, describe, expect, test } from '@jest/globals';
import { sampleEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

let world: World;

beforeEach(async () => {
  world = new World();
  await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1_000 });
});

/** One message for each sample, all at once. A sample is the minute of its time and its value. */
const receiveAtOnce = (...samples: readonly [minute: number, value: number][]) =>
  Promise.all(
    samples.map(([minute, value]) => {
      const evaluatedAt = `2026-11-20T02:0${minute}:00Z`;
      return world.receive('metric-change', sampleEvent(value, { eventId: `m-${minute}`, evaluatedAt }));
    }),
  );

describe('samples of one metric in different messages', () => {
  test('apply in the order of their times while they wait for one another', async () => {
    const tallies = await receiveAtOnce([1, 10], [5, 3_000], [3, 2_000], [2, 20], [4, 30]);
    expect(tallies.map(({ late }) => late)).toEqual([0, 0, 0, 0, 0]);
    expect(world.payloads().map(({ previousValue, value }) => [previousValue, value])).toEqual([
      [20, 2_000],
      [30, 3_000],
    ]);
  });

  test('apply in the order of their IDs when their times are the same', async () => {
    const evaluatedAt = '2026-11-20T02:05:00Z';
    await Promise.all(
      ['m-a', 'm-d', 'm-c', 'm-b'].map((eventId, index) =>
        world.receive('metric-change', sampleEvent(index % 2 ? 2_000 : 10, { eventId, evaluatedAt })),
      ),
    );
    expect(world.payloads().map(({ value }) => value)).toEqual([2_000, 2_000]);
  });
});
