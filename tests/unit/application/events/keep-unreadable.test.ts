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
  test('writes 24,000 dead letters in 240 sequential transactions', async () => {
    let [underWay, most] = [0, 0];
    writeLetters(async (writes, commit) => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
      return commit(writes);
    });
    expect(await world.receive('metric-change', ones(24_000))).toMatchObject({ deadLettered: 24_000 });
    expect({ most, requests: world.store.requests, rows: letters().length }).toEqual({
      most: 1,
      requests: 240,
      rows: 24_000,
    });
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
    expect(letters()).toHaveLength(501);
    await world.receive('refresh-status', ones(250));
    expect(letters()).toHaveLength(751);
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
  const message = [...ones(150), refreshEvent(), refreshEvent({ runId: 'job-8' })];

  beforeEach(async () => {
    await world.subscribe('data-source-refresh-failed', {});
  });

  test.each([1, 2])(
    'in transaction %i fails the message after its readable events were handled, and a retry completes it',
    async (broken) => {
      let [count, isAway] = [0, true];
      writeLetters((writes, commit) =>
        isAway && ++count === broken ? Promise.reject(new Error('storage is away')) : commit(writes),
      );
      await expect(world.receive('refresh-status', message)).rejects.toThrow('storage is away');
      expect(world.arrived).toHaveLength(2);
      isAway = false;
      expect(await world.receive('refresh-status', message)).toMatchObject({ deadLettered: 150, duplicate: 2 });
      expect(letters()).toHaveLength(150);
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
    expect(await world.receive('refresh-status', message)).toMatchObject({ deadLettered: 150 });
    expect(letters()).toHaveLength(150);
  });
});
