import type { FiringDetailAnswer } from '../../shared/contract/operator-answers.ts';
import { call } from './call.ts';
import type { Sent } from './sent.ts';

/** A firing with a page of its deliveries. */
export type FiringDetail = Sent<FiringDetailAnswer>;

export function readFiring(id: string, signal?: AbortSignal): Promise<FiringDetail> {
  return call(`firings/${encodeURIComponent(id)}`, { signal });
}
