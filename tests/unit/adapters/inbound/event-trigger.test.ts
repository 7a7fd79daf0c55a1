import { InvocationContext } from '@azure/functions';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { handleDeliveryTrigger } from '../../../../shared/adapters/inbound/delivery-trigger.ts';
import { handleEventMessage } from '../../../../shared/adapters/inbound/event-trigger.ts';
import { SecretsKeyError, StorageUnavailableError } from '../../../../shared/application/errors.ts';
import { removeExpired } from '../../../../shared/application/maintenance/retention.ts';
import { deleteDeadLetter } from '../../../../shared/application/operator/delete-dead-letter.ts';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { answered, START, World } from '../../../support/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNREADABLE = { eventId: 'e-1' };

let world: World;

beforeEach(() => {
  world = new World();
});

/** Handles an unreadable message with this insertion time from the host. */
async function handled(insertionTime: unknown): Promise<void> {
  const context = new InvocationContext({ triggerMetadata: { insertionTime }, logHandler: () => {} });
  await handleEventMessage(world.deps, { queue: 'metric-change', message: UNREADABLE }, context);
}

const letters = async () => (await listDeadLetters(world.deps, { source: 'event' })).value;

/** The format in which the host writes a time. */
const at = (time: number) => new Date(time).toISOString().replace('Z', '+00:00');

describe('the insertion time of an unreadable message', () => {
  test.each<[rule: string, insertedAt: number]>([
    ['a time of now', START],
    ['seven days ago, the longest life of a message', START - 7 * DAY],
    ['nine minutes ahead of the clock', START + 9 * MINUTE],
  ])('identifies its dead letter, so that a repeated message makes only one: %s', async (_rule, insertedAt) => {
    await handled(at(insertedAt));
    world.now += 5 * MINUTE;
    await handled(at(insertedAt));
    expect(await letters()).toHaveLength(1);
  });

  test.each<[rule: string, insertionTime: unknown]>([
    ['absent', undefined],
    ['years in the past', '2020-01-01T00:00:00Z'],
    ['a number', 5],
    ['a number as text', '5'],
    ['a week in the future', at(START + 7 * DAY)],
    ['after the year 9999', '+020000-01-01T00:00:00Z'],
    ['text that is not a time', 'yesterday'],
    ['an object', { toString: 1, valueOf: 1 }],
  ])('that is impossible still makes a dead letter that is listed and kept for 90 days: %s', async (_rule, told) => {
    await handled(told);
    world.now += 89 * DAY;
    await removeExpired(world.deps);
    const [letter] = await letters();
    expect(letter).toMatchObject({ original: JSON.stringify(UNREADABLE) });
    world.now += 2 * DAY;
    await removeExpired(world.deps);
    expect(await letters()).toEqual([]);
  });

  test('after the year 9999 makes a dead letter that can be deleted', async () => {
    await handled('+020000-01-01T00:00:00Z');
    await deleteDeadLetter(world.deps, (await letters())[0]?.id ?? '');
    expect(await letters()).toEqual([]);
  });
});

describe('a field of the body that is named like the insertion time', () => {
  const twoDaysAgo = at(START - 2 * DAY);

  /** Handles an event of now as the host hands it on: with the field in place of its own value. */
  async function handledWith(field: string, asText: boolean): Promise<void> {
    const event = refreshEvent({ endedAt: at(START), [field]: twoDaysAgo });
    const message = asText ? `\ufeff${JSON.stringify(event)}` : event;
    const context = new InvocationContext({ triggerMetadata: { insertionTime: twoDaysAgo } });
    await handleEventMessage(world.deps, { queue: 'refresh-status', message }, context);
  }

  test.each(['insertionTime', 'InsertionTime', 'INSERTIONTIME'])(
    'does not make an event of now one of the future: %s',
    async (field) => {
      await handledWith(field, false);
      await handledWith(field, true);
      expect(world.lines('EventsHandled')).toMatchObject([{ fires: 1 }, { duplicate: 1 }]);
      expect(await letters()).toEqual([]);
    },
  );

  test('means nothing inside a list, where it hides nothing', async () => {
    const context = new InvocationContext({ triggerMetadata: { insertionTime: twoDaysAgo } });
    const message = [refreshEvent({ endedAt: at(START), insertionTime: at(START) })];
    await handleEventMessage(world.deps, { queue: 'refresh-status', message }, context);
    expect(await letters()).toMatchObject([{ code: 'in-the-future' }]);
  });
});

describe('a message of an event queue', () => {
  const handle = (message: unknown) =>
    handleEventMessage(world.deps, { queue: 'refresh-status', message }, new InvocationContext());

  test('is reported with how its events ended, and no word of them', async () => {
    const event = refreshEvent({ counts: 'hush' });
    await handle([event, event, refreshEvent({ status: 'canceled' }), 'hush']);
    const ended = { fires: 1, applied: 0, duplicate: 1, late: 0, deadLettered: 1 };
    expect(world.lines('EventsHandled')).toEqual([
      {
        name: 'EventsHandled',
        queue: 'refresh-status',
        ...ended,
        ignored: { canceled: 1 },
        dropped: { counts: 2 },
        milliseconds: 0,
      },
    ]);
    expect(JSON.stringify(world.reported)).not.toContain('hush');
  });

  test('that comes back later is reported with the reason', async () => {
    world.store.commit = () => Promise.reject(new StorageUnavailableError(new Error('refused')));
    await handle(refreshEvent());
    expect(world.lines('MessagePostponed')).toEqual([
      {
        name: 'MessagePostponed',
        queue: 'refresh-status',
        delayMilliseconds: 30_000,
        reason: 'storage-unavailable',
        fault: 'the storage is unavailable: refused',
      },
    ]);
  });

  test('of the delivery queue that is left to the sweeper is reported with the reason', async () => {
    await world.subscribe('data-source-refresh-failed', {});
    world.answers.set('https://flow.example/run?sig=hush', () => answered(503));
    await handle(refreshEvent());
    world.store.range = () => Promise.reject(new SecretsKeyError());
    await handleDeliveryTrigger(world.deps, world.queue[0]?.batch);
    expect(world.lines('MessagePostponed')).toMatchObject([{ queue: 'webhook-delivery', reason: 'wrong-secrets-key' }]);
  });
});
