import type { ConsoleConfigAnswer } from '../../shared/contract/operator-answers.ts';
import { call } from './call.ts';

/** What the console knows without a key. */
export function readConfig(signal?: AbortSignal): Promise<ConsoleConfigAnswer> {
  return call('console/config', { signal });
}
