import type { HttpHandler } from '@azure/functions';
import type { Deps } from '../../application/ports.ts';
import { finished } from './http-answers.ts';
import { busyAnswer } from './http-faults.ts';

/** What one process serves of calls without a key. Each of them costs some milliseconds that events need too. */
const CALLS_PER_SECOND = 20;
const INTERVAL_MS = 1000 / CALLS_PER_SECOND;
/** As many come at once when a solution with many flows is deleted. */
const BURST_MS = 20 * INTERVAL_MS;
/** A call that would wait longer is refused. Callers that retry at once would cost more than callers that wait. */
const LONGEST_WAIT_MS = 20_000;

/**
 * Serves the calls of one anonymous function at a steady pace. Waiting costs nothing, so a flood of such calls slows itself
 * down, and not the events.
 */
export function paced(clockOf: () => Deps['clock'], handle: HttpHandler): HttpHandler {
  let nextAt = 0;
  return async (request, context) => {
    const clock = clockOf();
    const now = clock.now();
    const due = isPlausible(nextAt, now) ? Math.max(now, nextAt) : now;
    const wait = due - now - BURST_MS;
    if (wait > LONGEST_WAIT_MS) return finished(request, busyAnswer());
    nextAt = due + INTERVAL_MS;
    if (wait > 0) await clock.sleep(wait);
    return handle(request, context);
  };
}

/** False after the clock was set back, which must not make callers wait. */
function isPlausible(nextAt: number, now: number): boolean {
  return nextAt - now <= LONGEST_WAIT_MS + BURST_MS + INTERVAL_MS;
}
