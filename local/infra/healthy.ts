import { setTimeout } from 'node:timers/promises';

/** How long and how often to ask. */
export interface Patience {
  readonly attempts: number;
  readonly waitMs: number;
}

/** A first start on a new plan, with roles that have just been assigned, takes minutes. */
const AFTER_DEPLOYMENT: Patience = { attempts: 60, waitMs: 5_000 };

/** No answer of the app takes longer. */
const ANSWER_TIMEOUT_MS = 30_000;

/**
 * Waits until the app says that it and all that it depends on is healthy.
 *
 * @throws with the last answer when it does not become healthy in time
 */
export async function waitUntilHealthy(baseUrl: string, { attempts, waitMs } = AFTER_DEPLOYMENT): Promise<void> {
  const url = `${baseUrl}/api/health`;
  let last = '';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) await setTimeout(waitMs);
    last = await ask(url);
    if (last.startsWith('200')) return;
  }
  throw new Error(`${url} did not become healthy; the last answer was ${last}`);
}

async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return `${response.status} ${await response.text()}`;
  } catch (error) {
    return String(error);
  }
}
