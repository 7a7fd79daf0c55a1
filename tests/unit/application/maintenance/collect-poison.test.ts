import { beforeEach, describe, expect, test } from '@jest/globals';
import { collectPoison } from '../../../../shared/application/maintenance/collect-poison.ts';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { redrive } from '../../../../shared/application/operator/redrive.ts';
import type { PoisonQueue } from '../../../../shared/application/ports.ts';
import { postponedText } from '../../../../shared/domain/postponed-message.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { answered, World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const letters = async () => (await listDeadLetters(world.deps, { source: 'event' })).value;
const onlyId = async () => (await letters())[0]?.id ?? '';

/** Puts a message on a poison queue. */
function poison(raw: string, queue: PoisonQueue = 'refresh-status', id = 'message-1'): void {
  world.poisoned.push({ queue, id, raw });
}

describe('a message on a poison queue', () => {
  test.each<[rule: string, raw: string, reason: RegExp, original: string]>([
    ['text that is not base64', '{"eventId":"e"}', /not base64/, '{"eventId":"e"}'],
    ['base64 of an event', base64('{"eventId":"é"}'), /failed too often/, '{"eventId":"é"}'],
    [
      'base64 with white space in it',
      `${base64('{"a":1}').slice(0, 4)}\n${base64('{"a":1}').slice(4)}`,
      /failed/,
      '{"a":1}',
    ],
    ['base64 of bytes that are not UTF-8', base64(Buffer.from([0xff, 0xfe])), /not of UTF-8/, '//4='],
    ['an empty message', '', /failed too often/, ''],
  ])('becomes a dead letter with its reason and original text: %s', async (_rule, raw, reason, original) => {
    poison(raw);
    expect(await collectPoison(world.deps)).toEqual({ collected: 1 });
    expect(await letters()).toMatchObject([
      {
        source: 'event',
        code: 'poisoned',
        reason: expect.stringMatching(reason),
        receivedAt: '2026-11-20T06:00:00Z',
        queue: 'refresh-status',
        original,
      },
    ]);
    expect(world.poisoned).toEqual([]);
  });

  test.each<[form: string, message: unknown, original: string]>([
    ['parsed JSON', refreshEvent(), JSON.stringify(refreshEvent())],
    ['text that is no JSON', 'no {json', 'no {json'],
    [
      'text with a byte order mark',
      `\ufeff${JSON.stringify(refreshEvent())}`,
      `\ufeff${JSON.stringify(refreshEvent())}`,
    ],
  ])('that is a postponed copy has the message itself as its original: %s', async (_form, message, original) => {
    poison(base64(postponedText({ message, insertedAt: world.now })));
    await collectPoison(world.deps);
    const environmentId = original.includes('contoso') ? 'contoso' : undefined;
    expect(await letters()).toMatchObject([{ original, environmentId }]);
  });

  test.each(['refresh-status', 'metric-change', 'webhook-delivery'] as const)(
    'is collected for the queue %s',
    async (queue) => {
      poison('x', queue);
      await collectPoison(world.deps);
      expect(await letters()).toMatchObject([{ queue }]);
    },
  );

  test('makes no dead letter once all poison queues are empty', async () => {
    expect(await collectPoison(world.deps)).toEqual({ collected: 0 });
    expect(await letters()).toEqual([]);
  });

  test('makes its own dead letter even when another message has the same text', async () => {
    poison('x', 'refresh-status', 'message-1');
    poison('x', 'refresh-status', 'message-2');
    poison('x', 'metric-change', 'message-1');
    expect(await collectPoison(world.deps)).toEqual({ collected: 3 });
    expect(await letters()).toHaveLength(3);
  });

  test('stays on its queue until its dead letter is written', async () => {
    poison('x');
    const commit = world.store.commit.bind(world.store);
    world.store.commit = () => Promise.reject(new Error('away'));
    await expect(collectPoison(world.deps)).rejects.toThrow('1 poison queue');
    expect(world.poisoned).toHaveLength(1);
    world.store.commit = commit;
    await collectPoison(world.deps);
    expect(await letters()).toHaveLength(1);
  });

  test('makes one dead letter when the process crashes before removing the message', async () => {
    poison('x');
    const { take } = world.deps.poison;
    const dies = () => Promise.reject(new Error('dies'));
    world.deps.poison = { take: async (queue) => (await take(queue)).map((one) => ({ ...one, remove: dies })) };
    await expect(collectPoison(world.deps)).rejects.toThrow();
    world.deps.poison = { take };
    world.now += 60_000;
    await collectPoison(world.deps);
    expect(await letters()).toHaveLength(1);
    expect(world.poisoned).toEqual([]);
  });

  test('is collected even when another poison queue is unavailable', async () => {
    poison('x', 'metric-change');
    const { take } = world.deps.poison;
    world.deps.poison = {
      take: (queue) => (queue === 'refresh-status' ? Promise.reject(new Error('away')) : take(queue)),
    };
    await expect(collectPoison(world.deps)).rejects.toThrow('1 poison queue');
    expect(await letters()).toHaveLength(1);
  });
});

describe('redriving the dead letter of a poison message', () => {
  test('puts an event that was not base64 back on its queue, where it fires', async () => {
    await world.subscribe('data-source-refresh-failed', {});
    poison(JSON.stringify(refreshEvent()));
    await collectPoison(world.deps);
    await redrive(world.deps, await onlyId());
    expect(world.published).toEqual([{ queue: 'refresh-status', text: JSON.stringify(refreshEvent()) }]);
    await world.receive('refresh-status', JSON.parse(world.published[0]?.text ?? ''));
    expect(world.arrived).toHaveLength(1);
    expect(await letters()).toEqual([]);
  });

  test('puts a delivery message back on the delivery queue', async () => {
    const { token, signingSecret } = await world.subscribe('data-source-refresh-failed', {});
    world.answers.set('https://flow.example/run?sig=hush', () => answered(503));
    await world.receive('refresh-status', refreshEvent());
    const [queued] = world.queue;
    world.queue = [];
    poison(base64(JSON.stringify(queued?.batch)), 'webhook-delivery');
    await collectPoison(world.deps);
    const shown = JSON.stringify(await letters());
    for (const secret of ['hush', '/run', token, signingSecret]) expect(shown).not.toContain(secret);
    await redrive(world.deps, await onlyId());
    expect(world.queue.map(({ batch }) => batch)).toEqual([queued?.batch]);
    expect(await letters()).toEqual([]);
  });

  test.each(['no json', '{"partition":"p"}'])(
    'is rejected with 409 for the malformed delivery message %s and keeps the dead letter',
    async (text) => {
      poison(base64(text), 'webhook-delivery');
      await collectPoison(world.deps);
      await expect(redrive(world.deps, await onlyId())).rejects.toMatchObject({ status: 409, code: 'not-redrivable' });
      expect(await letters()).toHaveLength(1);
      expect(world.queue).toEqual([]);
    },
  );
});
