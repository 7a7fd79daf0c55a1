import { beforeEach, describe, expect, test } from '@jest/globals';
import { columnsOf } from '../../../../shared/adapters/storage/table-columns.ts';
import { ConflictError } from '../../../../shared/application/errors.ts';
import type { Write } from '../../../../shared/application/ports.ts';
import { EVENT_DEAD_LETTERS } from '../../../../shared/application/store/keys.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const ones = (count: number): number[] => Array(count).fill(1);
const letters = () => world.store.rowsUnder(EVENT_DEAD_LETTERS);

/** The size that the table counts for a row: UTF-16 bytes. */
const utf16Bytes = (data: unknown) => 2 * Object.values(columnsOf(Object(data))).join('').length;

type Commit = (writes: readonly Write[]) => Promise<readonly string[]>;

/** Replaces the commits of event dead letters with `way`, which gets the original commit. */
function writeLetters(way: (writes: readonly Write[], commit: Commit) => ReturnType<Commit>): void {
  const commit = world.store.commit.bind(world.store);
  world.store.commit = (partition, writes) =>
    partition === EVENT_DEAD_LETTERS ? way(writes, (same) => commit(partition, same)) : commit(partition, writes);
}

describe('a message with many unreadable items', () => {
  test.each([100, 20])('makes one dead letter for each of %i items, in one transaction', async (count) => {
    expect(await world.receive('metric-change', ones(count))).toMatchObject({ deadLettered: count });
    expect({ requests: world.store.requests, rows: letters().length }).toEqual({ requests: 1, rows: count });
  });

  test.each([101, 24_000])('makes one shared dead letter for %i items', async (count) => {
    expect(await world.receive('metric-change', ones(count))).toMatchObject({ deadLettered: count });
    expect(world.store.requests).toBe(1);
    const [letter, ...others] = letters();
    expect(others).toEqual([]);
    const { code, reason, original } = Object(letter?.data);
    expect({ code, original }).toEqual({ code: 'not-an-event', original: JSON.stringify(ones(count)) });
    expect(reason).toMatch(new RegExp(`^${count} items of this message .*\\[0\\]: expected .*\\[19\\]: expected`));
    expect(reason).not.toContain('[20]');
  });

  test('of several codes makes a shared dead letter with the code invalid-event', async () => {
    await world.receive('refresh-status', [...ones(101), refreshEvent({ status: 'odd' })]);
    expect(letters()).toMatchObject([{ data: { code: 'invalid-event' } }]);
  });

  test('is serialized only twice, whatever the number of items', async () => {
    let written = 0;
    const toJSON = () => {
      written++;
      return ones(250);
    };
    await world.receive('metric-change', Object.assign(ones(250), { toJSON }));
    expect(written).toBe(2);
  });

  test('makes the same dead letters when it is repeated, and another message makes its own', async () => {
    for (const message of [ones(250), ones(250), ones(251)]) await world.receive('metric-change', message);
    expect(letters()).toHaveLength(2);
    await world.receive('refresh-status', ones(250));
    await world.receive('refresh-status', ones(50));
    await world.receive('refresh-status', ones(50));
    expect(letters()).toHaveLength(53);
  });
});

test('the reason of a dead letter is cut so that the original fits into the row', async () => {
  const event = refreshEvent({ status: '\u007f'.repeat(48_000) });
  await world.receive('refresh-status', event);
  const [letter] = letters();
  expect(letter?.data).toMatchObject({
    original: JSON.stringify(event),
    reason: expect.stringMatching(/^status: '.*…$/),
  });
  expect(utf16Bytes(letter?.data)).toBeLessThan(1024 * 1024);
});

test('each message that is nested too deeply becomes its own dead letter with its original text', async () => {
  const texts = ['1', '2'].map((end) => `{"deep":${'['.repeat(20_000)}${end}${']'.repeat(20_000)}}`);
  for (const text of texts) await world.receive('refresh-status', JSON.parse(text));
  const originals = letters().map(({ data }) => Object(data).original);
  expect(originals.length === 2 && texts.every((text) => originals.includes(text))).toBe(true);
});

describe('a failed write of dead letters', () => {
  const events = [refreshEvent(), refreshEvent({ runId: 'job-8' })];

  beforeEach(async () => {
    await world.subscribe('data-source-refresh-failed', {});
  });

  test.each([1, 90, 150])(
    'of %i items fails the message after its readable events were handled, and a retry completes it',
    async (count) => {
      const message = [...ones(count), ...events];
      let isAway = true;
      writeLetters((writes, commit) => (isAway ? Promise.reject(new Error('storage is away')) : commit(writes)));
      await expect(world.receive('refresh-status', message)).rejects.toThrow('storage is away');
      expect(world.arrived).toHaveLength(2);
      isAway = false;
      expect(await world.receive('refresh-status', message)).toMatchObject({ deadLettered: count, duplicate: 2 });
      expect(letters()).toHaveLength(count > 100 ? 1 : count);
      expect(world.arrived).toHaveLength(2);
    },
  );

  test('is repeated after a conflict with another worker', async () => {
    let isOther = true;
    writeLetters(async (writes, commit) => {
      if (!isOther) return commit(writes);
      isOther = false;
      throw new ConflictError();
    });
    expect(await world.receive('refresh-status', [...ones(90), ...events])).toMatchObject({ deadLettered: 90 });
    expect(letters()).toHaveLength(90);
  });
});
