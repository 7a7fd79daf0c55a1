import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changesOf, crossesAbove } from '../../../support/expected-firings.ts';
import { World } from '../../../support/world.ts';

/*
 * Guarantee 2 of the contract: over any duplication, reordering and concurrency, the firings equal those of a model that takes
 * the applied samples one at a time.
 */
interface Sample {
  readonly name: string;
  readonly value: number;
  readonly minute: number;
  readonly id: number;
}

const NAMES = ['a', 'b'];
const THRESHOLDS = [-1, 0, 2.5, 5];

const sample = fc.record<Sample>({
  name: fc.constantFrom(...NAMES),
  value: fc.constantFrom(-2, -1, 0, 1, 2.5, 3, 5, 7),
  minute: fc.integer({ min: 0, max: 9 }),
  id: fc.integer({ min: 0, max: 2 }),
});

function eventOf({ name, value, minute, id }: Sample): object {
  const evaluatedAt = `2026-11-20T02:0${minute}:00Z`;
  return { eventId: `m-${id}`, environmentId: 'contoso', metricType: 'measure', name, value, evaluatedAt };
}

/** The crossings of these samples in this order, as `name threshold value at minute`. */
function model(samples: readonly Sample[]): string[] {
  const byName = Map.groupBy(samples, ({ name }) => name);
  return [...byName.values()].flatMap((own) =>
    changesOf(own.map((one) => ({ ...one, at: one.minute, eventId: `m-${one.id}` }))).flatMap(
      ({ sample: one, change }) =>
        THRESHOLDS.filter((threshold) => crossesAbove(change, threshold)).map(
          (threshold) => `${one.name} ${threshold} ${one.value} at ${one.minute}`,
        ),
    ),
  );
}

/** A world with a subscription for each measure and threshold. */
async function worldWithSubscriptions(): Promise<World> {
  const world = new World();
  for (const measure of NAMES) {
    for (const threshold of THRESHOLDS) {
      const callbackUrl = `https://flow.example/${measure}/${threshold}`;
      await world.subscribe('measure-threshold-crossed', { measure, threshold, callbackUrl });
    }
  }
  return world;
}

function crossingsOf(world: World): string[] {
  const texts = world.payloads().map((payload) => {
    const minute = String(payload.evaluatedAt).slice(15, 16);
    return `${payload.measureName} ${payload.threshold} ${payload.value} at ${minute}`;
  });
  return texts.toSorted();
}

describe('threshold crossings equal those of a sequential model', () => {
  test('for reordered and repeated samples in separate messages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { maxLength: 25 }), async (samples) => {
        const world = await worldWithSubscriptions();
        for (const one of samples) await world.receive('metric-change', eventOf(one));
        expect(crossingsOf(world)).toEqual(model(samples).toSorted());
      }),
      { numRuns: 150 },
    );
  });

  test('for samples of one message, applied in the order of their times', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { maxLength: 25 }), async (samples) => {
        const world = await worldWithSubscriptions();
        await world.receive('metric-change', samples.map(eventOf));
        const inOrder = samples.toSorted((a, b) => a.minute - b.minute || a.id - b.id);
        expect(crossingsOf(world)).toEqual(model(inOrder).toSorted());
      }),
      { numRuns: 100 },
    );
  });

  test('for concurrent workers, in at least one order of the samples', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(sample, { maxLength: 4, selector: ({ minute }) => minute }), async (samples) => {
        const world = await worldWithSubscriptions();
        await Promise.all(samples.map((one) => world.receive('metric-change', eventOf(one))));
        const possible = permutations(samples).map((order) => JSON.stringify(model(order).toSorted()));
        expect(possible).toContain(JSON.stringify(crossingsOf(world)));
      }),
      { numRuns: 100 },
    );
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
