import type { FiringAnswer } from '../../shared/contract/operator-answers.ts';
import type { TriggerType } from '../../shared/contract/trigger-types.ts';
import { call } from './call.ts';
import type { Page } from './sent.ts';

/** The last hundred firings of a trigger type in an environment, newest first. */
export function readLatestFirings(
  environmentId: string,
  triggerType: TriggerType,
  signal?: AbortSignal,
): Promise<Page<FiringAnswer>> {
  return call(`firings?${new URLSearchParams({ environmentId, triggerType, top: '100' })}`, { signal });
}
