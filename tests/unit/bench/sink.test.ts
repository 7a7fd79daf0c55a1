import { request } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../bench/support/sink.ts';

const BODY = '{"name":"segment-1"}';

let sink: Sink;
afterEach(() => sink.stop());

const post = (path: string) => fetch(`${sink.url}${path}`, { method: 'POST', body: BODY });

/** Sends a webhook, and hangs up before the answer. */
async function postAndLeave(path: string): Promise<void> {
  const sent = request(`${sink.url}${path}`, { method: 'POST', agent: false }).on('error', () => {});
  await new Promise<void>((resolve) => sent.end(BODY, resolve));
  await new Promise<void>((resolve) => sent.once('close', resolve).destroy());
}

describe('a receiver of the bench that takes one webhook at a time', () => {
  test('takes the next one after its answer, and never one whose sender has gone', async () => {
    sink = await startSink({ atOnce: 1, delayMs: 1_000 });
    const first = post('/first');
    await sink.waitFor(1);
    await postAndLeave('/gone');
    await Promise.all([first, post('/next')]);
    const [one, other] = await sink.waitFor(2);
    expect([one?.path, other?.path]).toEqual(['/first', '/next']);
    expect((other?.at ?? 0) - (one?.at ?? 0)).toBeGreaterThan(950);
  });
});
