import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MetricSample } from '../../../shared/domain/events.ts';
import {
  appliedSamples,
  changesOf,
  compareSamples,
  crossesAbove,
  type Sample,
} from '../../support/expected-firings.ts';
import { crosses, decideInOrder, sample } from './support/samples.ts';

/** A sample of the model whose time counts ticks of 100 ns after 2026-11-20T02:00:00Z. */
interface Spec extends Sample {
  readonly offset: '+00:00' | '+02:00' | '-03:00';
}

const HOURS = { '+00:00': '02', '+02:00': '04', '-03:00': '23' } as const;
const DAYS = { '+00:00': '20', '+02:00': '20', '-03:00': '19' } as const;
const thresholds = [-2.5, -1, 0, 1, 1.5, 2, 3, 4];

const values = fc.constantFrom(-3, -1, 0, 0.5, 1, 1.5, 2, 3, 4, 5);

/** Few different times and ids make ties, repeats and distances of one tick common. */
const spec: fc.Arbitrary<Spec> = fc.record({
  at: fc.constantFrom(0, 1, 2, 9_999_999, 10_000_000, 10_000_001, 590_000_000),
  eventId: fc.constantFrom('a', 'b', 'B', 'a1', 'm-1'),
  value: values,
  previousValue: fc.option(values, { nil: undefined }),
  offset: fc.constantFrom('+00:00', '+02:00', '-03:00'),
});

/** Samples in the order of their arrival: repeated, reordered or missing. */
const deliveries: fc.Arbitrary<Spec[]> = fc
  .uniqueArray(spec, { minLength: 1, maxLength: 8, selector: ({ at, eventId }) => `${at} ${eventId}` })
  .chain((specs) => fc.array(fc.constantFrom(...specs), { minLength: 1, maxLength: 24 }));

function toSample({ at: ticks, offset, eventId, value, previousValue }: Spec): MetricSample {
  const seconds = String(Math.floor(ticks / 10_000_000)).padStart(2, '0');
  const fraction = String(ticks % 10_000_000).padStart(7, '0');
  const at = `2026-11-${DAYS[offset]}T${HOURS[offset]}:00:${seconds}.${fraction}${offset}`;
  return sample({ at, eventId, value, ...(previousValue !== undefined && { previousValue }) });
}

const isSame = (a: Spec, b: Spec) => compareSamples(a, b) === 0;

/** The samples that cross the threshold. */
function crossingsOf(specs: readonly Spec[], threshold: number): Spec[] {
  return changesOf(specs).flatMap(({ sample: spec, change }) => (crossesAbove(change, threshold) ? [spec] : []));
}

describe('over any duplication and reordering of samples', () => {
  test('the threshold crossings equal those of a sequential model', () => {
    const law = (specs: Spec[]) => {
      const { decisions } = decideInOrder(specs.map(toSample));
      for (const threshold of thresholds) {
        const fired = specs.filter((_spec, index) => crosses(decisions[index], threshold));
        expect(fired).toEqual(crossingsOf(specs, threshold));
      }
    };
    fc.assert(fc.property(deliveries, law), { numRuns: 1000 });
  });

  test('the baseline is the latest of all samples', () => {
    const law = (specs: Spec[]) => {
      const greatest = specs.toSorted(compareSamples).at(-1);
      const { baseline } = decideInOrder(specs.map(toSample));
      expect(baseline).toMatchObject({ value: greatest?.value, eventId: greatest?.eventId });
    };
    fc.assert(fc.property(deliveries, law), { numRuns: 1000 });
  });

  test('every sample ends as applied, duplicate or late as in a sequential model', () => {
    const law = (specs: Spec[]) => {
      const applied = new Set(appliedSamples(specs).map((one) => specs.indexOf(one)));
      const expected = specs.map((next, index) => {
        if (applied.has(index)) return 'applied';
        const stored = appliedSamples(specs.slice(0, index)).at(-1);
        return stored && isSame(next, stored) ? 'duplicate' : 'late';
      });
      expect(decideInOrder(specs.map(toSample)).decisions.map(({ outcome }) => outcome)).toEqual(expected);
    };
    fc.assert(fc.property(deliveries, law), { numRuns: 500 });
  });

  test('a repeated sample changes nothing', () => {
    const law = (specs: Spec[]) => {
      const once = decideInOrder(specs.map(toSample));
      const twice = decideInOrder(specs.flatMap((one) => [toSample(one), toSample(one)]));
      expect(twice.baseline).toEqual(once.baseline);
      for (const threshold of thresholds)
        expect(twice.decisions.filter((decision) => crosses(decision, threshold))).toHaveLength(
          once.decisions.filter((decision) => crosses(decision, threshold)).length,
        );
    };
    fc.assert(fc.property(deliveries, law));
  });
});
