import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { median } from '../bench/statistics.ts';
import type { Respond } from '../support/webhook-receiver.ts';
import { useOthers } from './use-others.ts';

/*
 * Measures how long events of one environment take from their queue to their webhook, while other environments have events for
 * receivers that are slow or broken. Both are compared within one run; a comparison that exceeds its limit is repeated, since
 * the machine may have been slow for a moment.
 */
const MAX_RATIO = 1.3;
/** The slowest event may be this much slower than the slowest one alone, in milliseconds. */
const MAX_DELAY_MS = 1_000;
const TRIES = 6;
const SLOW_ANSWER_MS = 8_000;

let rounds = 0;
/** Ends the answers that are still to come. */
const closing = new AbortController();

const answer: Respond = ({ path }, response) => {
  if (path.includes('/hangs')) return;
  if (path.includes('/unavailable')) return void response.writeHead(503).end();
  if (!path.includes('/slow')) return void response.writeHead(202).end();
  sleep(SLOW_ANSWER_MS, undefined, { signal: closing.signal }).then(
    () => response.writeHead(200).end(),
    () => response.destroy(),
  );
};

const others = useOthers(answer);

afterAll(() => closing.abort());

interface Neighbours {
  readonly path: string;
  readonly receivers: number;
  readonly events: number;
}

/** The latencies alone, and beside events for new neighbours. */
async function compare({ path, receivers, events }: Neighbours): Promise<{ alone: number[]; beside: number[] }> {
  const alone = await others.latencies();
  const environmentId = `neighbours-${++rounds}`;
  for (let index = 0; index < receivers; index++) await others.subscribe(environmentId, `${path}/${rounds}/${index}`);
  for (let index = 0; index < events; index++) await others.fire(environmentId);
  return { alone, beside: await others.latencies() };
}

test.each<[neighbours: string, Neighbours]>([
  ['60 events for a receiver that answers after 8 s', { path: '/slow', receivers: 1, events: 60 }],
  ['60 events for a receiver that hangs', { path: '/hangs', receivers: 1, events: 60 }],
  ['events for 100 receivers that hang', { path: '/hangs', receivers: 100, events: 2 }],
  ['events for 100 receivers that are unavailable', { path: '/unavailable', receivers: 100, events: 2 }],
])(
  '%s delay the events of others neither in the median nor by a second',
  async (_neighbours, neighbours) => {
    for (let tries = 1; ; tries++) {
      const { alone, beside } = await compare(neighbours);
      const ratio = median(beside) / median(alone);
      const delay = (beside.at(-1) ?? 0) - (alone.at(-1) ?? 0);
      process.stdout.write(
        `  ${neighbours.events} events for ${neighbours.receivers} x ${neighbours.path}: median ${median(alone)} ms alone, ${median(beside)} ms beside, slowest ${alone.at(-1)} and ${beside.at(-1)} ms\n`,
      );
      if ((ratio > MAX_RATIO || delay > MAX_DELAY_MS) && tries < TRIES) continue;
      expect(ratio).toBeLessThanOrEqual(MAX_RATIO);
      expect(delay).toBeLessThanOrEqual(MAX_DELAY_MS);
      return;
    }
  },
  300_000,
);
