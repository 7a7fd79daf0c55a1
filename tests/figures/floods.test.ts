import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { fingerprint } from '../../shared/domain/fingerprint.ts';
import { median } from '../bench/statistics.ts';
import { eventually } from '../support/eventually.ts';
import type { Respond } from '../support/webhook-receiver.ts';
import { useOthers } from './use-others.ts';

/*
 * Measures how long events of one environment take while somebody floods the app who has no key, who may only write events, or
 * who receives webhooks. Both are compared within one run, and a comparison that exceeds its limit is repeated, since the
 * machine may have been slow for a moment.
 */
const MAX_RATIO = 2;
const TRIES = 4;
const EVENTS = 20;
const CALLERS = 16;
/** The pause between two messages of a flood. */
const PAUSE_MS = 200;
const INTERIM = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(500);

const EMPTY = Array.from({ length: 16_300 }, () => ({}));

/** Floods `/floods` with interim answers, and gives everybody else a quick answer. */
const answer: Respond = ({ path }, response) => {
  if (path !== '/floods') return void response.writeHead(202).end();
  const { socket } = response;
  const push = () => {
    while (socket && !socket.destroyed && socket.write(INTERIM));
  };
  socket?.on('drain', push).on('error', () => {});
  push();
};

const others = useOthers(answer);
let made = 0;

beforeAll(() => others.subscribe('flooded', '/floods'));

/** One step of a flood, which is repeated while it lasts. */
type Step = () => Promise<unknown>;

const message = (events: readonly object[]) => others.app.queues.send('refresh-status', JSON.stringify(events));

/** As many empty objects as a message has room for, on the queue and in a call. */
const unreadable = () => Promise.all([message(EMPTY), others.app.call('POST', '/api/events/metric-change', EMPTY)]);

async function paced(step: Step): Promise<void> {
  await step();
  await sleep(PAUSE_MS);
}

const madeUp = () => ({
  eventId: 'e',
  environmentId: `made-up-${++made}`,
  operation: 'ingestion',
  status: 'failed',
  name: 'crm',
  runId: 'job',
  endedAt: '2026-11-20T02:14:09Z',
});

/** Deletes of the topic that the events of others are on. */
const wrongDelete = () =>
  others.app.call(
    'DELETE',
    `/api/subscriptions/${fingerprint('others')}.refresh.${fingerprint(String(++made))}?token=x`,
  );

const floods: [flood: string, callers: number, step: Step][] = [
  ['anonymous calls that try to delete subscriptions', CALLERS, wrongDelete],
  ['anonymous calls for the health of the app', CALLERS, () => others.app.call('GET', '/api/health')],
  ['messages and calls that are full of unreadable items', 1, () => paced(unreadable)],
  ['messages that make up environments', 1, () => paced(() => message(Array.from({ length: 10 }, madeUp)))],
  ['a receiver that answers with interim answers without end', 1, () => paced(() => others.fire('flooded'))],
];

/** The delivery queue may keep retries for the receiver that floods. */
async function isHandled(): Promise<boolean> {
  const { approximateMessagesCount } = await others.app.queueNamed('refresh-status').getProperties();
  return approximateMessagesCount === 0;
}

async function latenciesUnder(callers: number, step: Step): Promise<number[]> {
  let isOver = false;
  const repeat = async () => {
    while (!isOver) await step();
  };
  const flood = Promise.all(Array.from({ length: callers }, repeat));
  try {
    return await others.latencies(EVENTS);
  } finally {
    isOver = true;
    await flood;
    await eventually('an empty queue', isHandled);
  }
}

test.each(floods)(
  'a flood of %s at most doubles the median of others',
  async (flood, callers, step) => {
    for (let tries = 1; ; tries++) {
      const alone = median(await others.latencies(EVENTS));
      const under = median(await latenciesUnder(callers, step));
      process.stdout.write(`  ${flood}: median ${alone} ms alone, ${under} ms under the flood\n`);
      if (under > MAX_RATIO * alone && tries < TRIES) continue;
      expect(under / alone).toBeLessThanOrEqual(MAX_RATIO);
      return;
    }
  },
  300_000,
);
