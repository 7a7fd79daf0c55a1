import { type Baseline, decideSample, type SampleDecision } from '../../../../shared/domain/decide-sample.ts';
import type { MetricSample } from '../../../../shared/domain/events.ts';
import { instant } from './readings.ts';

export interface SampleParts extends Partial<Omit<MetricSample, 'evaluatedAt'>> {
  readonly at?: string;
}

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

/** What becomes of the metric when the samples come in this order, one at a time. */
export function fold(samples: readonly MetricSample[]): {
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

/** The rule of the contract, on the rise that a decision reports. */
export function crosses(decision: SampleDecision | undefined, threshold: number): boolean {
  if (decision?.outcome !== 'applied' || !decision.rise) return false;
  return decision.rise.from <= threshold && threshold < decision.rise.to;
}
