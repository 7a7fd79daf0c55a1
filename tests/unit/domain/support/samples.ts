import { type Baseline, decideSample, type SampleDecision } from '../../../../shared/domain/decide-sample.ts';
import type { MetricSample } from '../../../../shared/domain/events.ts';
import { instant } from './readings.ts';

export interface SampleParts extends Partial<Omit<MetricSample, 'evaluatedAt'>> {
  readonly at?: string;
}

/** A metric sample of a measure with some parts replaced. */
export function sample({ at = '2026-11-20T02:20:00Z', ...parts }: SampleParts = {}): MetricSample {
  return {
    kind: 'metric-sample',
    eventId: 'm-1',
    environmentId: 'contoso',
    metricType: 'measure',
    name: 'total-revenue',
    value: 1,
    evaluatedAt: instant(at),
    ...parts,
  };
}

/** Decides the samples one at a time in this order. */
export function decideInOrder(samples: readonly MetricSample[]): {
  decisions: SampleDecision[];
  baseline: Baseline | undefined;
} {
  let baseline: Baseline | undefined;
  const decisions = samples.map((next) => {
    const decision = decideSample(baseline, next);
    if (decision.outcome === 'applied') baseline = decision.baseline;
    return decision;
  });
  return { decisions, baseline };
}

/** Whether the rise of a decision crosses the threshold by the rule of the contract. */
export function crosses(decision: SampleDecision | undefined, threshold: number): boolean {
  if (decision?.outcome !== 'applied' || !decision.rise) return false;
  return decision.rise.from <= threshold && threshold < decision.rise.to;
}
