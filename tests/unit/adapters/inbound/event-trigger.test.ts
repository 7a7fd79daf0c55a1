import { InvocationContext } from '@azure/functions';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { handleEventMessage } from '../../../../shared/adapters/inbound/event-trigger.ts';
import { retire } from '../../../../shared/application/maintenance/retention.ts';
import { deleteDeadLetter, listDeadLetters } from '../../../../shared/application/operator/dead-letters.ts';
import { START, World } from '../../../support/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNREADABLE = { eventId: 'e-1' };

let world: World;

beforeEach(() => {
  world = new World();
});

/** The host hands over an unreadable message with this for its insertion time. */
async function handled(insertionTime: unknown): Promise<void> {
  const context = new InvocationContext({ triggerMetadata: { insertionTime }, logHandler: () => {} });
  await handleEventMessage(world.deps, { queue: 'metric-change', message: UNREADABLE }, context);
}

const letters = async () => (await listDeadLetters(world.deps, { source: 'event' })).value;

/** As the host writes it. */
const at = (time: number) => new Date(time).toISOString().replace('Z', '+00:00');

describe('the insertion time of a message', () => {
  test.each<[rule: string, insertedAt: number]>([
    ['now', START],
    ['as long ago as a queue keeps a message', START - 7 * DAY],
    ['a little ahead of our clock', START + 9 * MINUTE],
  ])('%s names its dead letter: one however often it comes', async (_rule, insertedAt) => {
    await handled(at(insertedAt));
    world.now += 5 * MINUTE;
    await handled(at(insertedAt));
    expect(await letters()).toHaveLength(1);
  });

  test.each<[rule: string, insertionTime: unknown]>([
    ['none at all', undefined],
    ['years ago', '2020-01-01T00:00:00Z'],
    ['a number', 5],
    ['a number in words', '5'],
    ['a week ahead', at(START + 7 * DAY)],
    ['beyond the year 9999', '+020000-01-01T00:00:00Z'],
    ['no time', 'yesterday'],
    ['an object', { toString: 1, valueOf: 1 }],
  ])('that cannot be (%s) leaves its dead letter where it is kept 90 days and found', async (_rule, told) => {
    await handled(told);
    world.now += 89 * DAY;
    await retire(world.deps);
    const [letter] = await letters();
    expect(letter).toMatchObject({ original: JSON.stringify(UNREADABLE) });
    world.now += 2 * DAY;
    await retire(world.deps);
    expect(await letters()).toEqual([]);
  });

  test('that lies beyond the year 9999 leaves a dead letter that can be deleted', async () => {
    await handled('+020000-01-01T00:00:00Z');
    await deleteDeadLetter(world.deps, (await letters())[0]?.id ?? '');
    expect(await letters()).toEqual([]);
  });
});
