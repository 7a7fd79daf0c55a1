import type { OverviewAnswer } from '../../shared/contract/operator-answers.ts';
import { call } from './call.ts';
import type { Sent } from './sent.ts';

/** Everything that the first page shows of an environment. */
export type Overview = Sent<OverviewAnswer>;

/** @throws ApiError 404 for an environment that nobody has named */
export function readOverview(environmentId: string, signal?: AbortSignal): Promise<Overview> {
  return call(`environments/${encodeURIComponent(environmentId)}/overview`, { signal });
}
