import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { median } from '../bench/statistics.ts';
import { eventually } from '../support/eventually.ts';
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
/** They take 4.5 s, far longer than the app on a slow machine needs to start the attempts of all neighbours at once. */
const EVENTS = 30;
const SLOW_ANSWER_MS = 8_000;
/** Retries after 5 s are part of the end. */
const QUIET_MS = 60_000;

let rounds = 0;
/** The last round that is over. */
let over = 0;
/** Answers that are still to come. */
const held = new Set<ServerResponse>();

const answer: Respond = ({ path }, response) => {
  if (Number(path.split('/')[2]) <= over) return void response.writeHead(410).end();
  if (path.includes('/unavailable')) return void response.writeHead(503).end();
  if (path.includes('/quick')) return void response.writeHead(202).end();
  held.add(response);
  response.once('close', () => held.delete(response));
  if (path.includes('/hangs')) return;
  void sleep(SLOW_ANSWER_MS, undefined, { ref: false }).then(() => held.has(response) && response.writeHead(200).end());
};

const others = useOthers(answer);

interface Neighbours {
  readonly path: string;
  readonly receivers: number;
  readonly events: number;
}

/** The latencies alone, and beside events for new neighbours. */
async function compare({ path, receivers, events }: Neighbours): Promise<{ alone: number[]; beside: number[] }> {
  const alone = await others.latencies(EVENTS);
  const environmentId = `neighbours-${++rounds}`;
  for (let index = 0; index < receivers; index++) await others.subscribe(environmentId, `${path}/${rounds}/${index}`);
  for (let index = 0; index < events; index++) await others.fire(environmentId);
  const beside = await others.latencies(EVENTS);
  await end(environmentId);
  return { alone, beside };
}

/** Ends the neighbours of a round, so that the next one starts with an app that has nothing else to do. */
async function end(environmentId: string): Promise<void> {
  over = rounds;
  for (const response of held) response.writeHead(410).end();
  await eventually(
    'the end of all deliveries of the neighbours',
    async () => {
      const { json } = await others.app.call('GET', `/api/environments/${environmentId}/overview`);
      const { pending, retrying, waiting } = (json as Overview).inFlight;
      return pending + retrying + waiting === 0;
    },
    QUIET_MS,
  );
}

interface Overview {
  readonly inFlight: { readonly pending: number; readonly retrying: number; readonly waiting: number };
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
