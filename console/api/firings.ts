import type { FiringAnswer } from '../../shared/contract/operator-answers.ts';
import { call } from './call.ts';
import type { FiringDetail } from './firing.ts';
import { readFiring } from './firing.ts';
import { type Enough, readEnough } from './read-enough.ts';

/** Which firings. */
interface FiringFilter {
  readonly environmentId: string;
  readonly triggerType?: string | undefined;
  /** Only those that were committed at this time or later. */
  readonly since: Date;
}

/** Reads pages of the newest firings until it has `count` of them, or there are no more. */
export function readFirings(
  { environmentId, triggerType, since }: FiringFilter,
  count: number,
  signal?: AbortSignal,
): Promise<Enough<FiringAnswer>> {
  const query = new URLSearchParams({ top: '100', environmentId, since: since.toISOString() });
  if (triggerType !== undefined) query.set('triggerType', triggerType);
  return readEnough(`firings?${query}`, count, signal);
}

/** A firing with the first pages of its deliveries. */
export async function readFiringWithDeliveries(
  id: string,
  count: number,
  signal?: AbortSignal,
): Promise<FiringDetail & { readonly hasMore: boolean }> {
  const firing = await readFiring(id, signal);
  const deliveries = [...firing.deliveries];
  let next = firing.nextLink;
  while (next !== undefined && deliveries.length < count) {
    const page: FiringDetail = await call(next, { signal });
    deliveries.push(...page.deliveries);
    next = page.nextLink;
  }
  return { ...firing, deliveries, hasMore: next !== undefined };
}
