import { call } from './call.ts';
import type { Page } from './sent.ts';

/** An environment in a list. */
export interface Environment {
  readonly environmentId: string;
  readonly displayName: string;
}

/** The first hundred environments; another one can be named in the address. */
export async function readEnvironments(signal?: AbortSignal): Promise<readonly Environment[]> {
  return (await call<Page<Environment>>('environments?top=100', { signal })).value;
}
