import { beforeEach, describe, expect, test } from '@jest/globals';
import { MAX_MESSAGE_BYTES } from '../../../../shared/domain/read-message.ts';
import { storedPhrase } from '../../../../shared/domain/stored-phrase.ts';
import { logName } from '../../../support/memory-append-blobs.ts';
import { CONTAINER, DiagnosticsWorld, HOUR, line, MINUTE } from './diagnostics-world.ts';

const NOW = '2026-11-20T05';
const HEAD_AND_TAIL = '{"records":[]}'.length;

let world: DiagnosticsWorld;

beforeEach(() => {
  world = new DiagnosticsWorld();
});

/** A record whose line has this many bytes. */
function lineOf(bytes: number, job = 1): string {
  const rest = bytes - Buffer.byteLength(line(job, { padding: '' }));
  return line(job, { padding: 'x'.repeat(rest) });
}

describe('a last line without its newline', () => {
  test('is left until the rest of it has been appended', async () => {
    world.append(NOW, `${line(1)}\n${line(2).slice(0, 50)}`);
    await world.read();
    expect(world.jobs).toEqual(['1']);
    world.append(NOW, `${line(2).slice(50)}\n`);
    await world.read();
    expect(world.jobs).toEqual(['1', '2']);
  });

  test('is completed although it was cut inside a character', async () => {
    const bytes = Buffer.from(`${line(1)}\n`);
    const cut = bytes.indexOf(Buffer.from('😀')) + 2;
    world.append(NOW, bytes.subarray(0, cut));
    await world.read();
    world.append(NOW, bytes.subarray(cut));
    await world.read();
    expect(world.published.map(({ text }) => text)).toEqual([`{"records":[${line(1)}]}`]);
  });

  test('is taken when its blob has not changed for an hour, and not before', async () => {
    world.append(NOW, line(1));
    await world.read();
    world.now += HOUR - MINUTE;
    await world.read();
    expect(world.jobs).toEqual([]);
    world.now += MINUTE;
    await world.read();
    await world.read();
    expect(world.jobs).toEqual(['1']);
  });
});

describe('a line', () => {
  test('may end with a carriage return, be empty, or follow a byte order mark', async () => {
    world.append(NOW, `\ufeff${line(1)}\r\n\r\n\n  \n${line(2)}\r\n`);
    expect(await world.read()).toMatchObject({ sent: 2, messages: 1 });
    expect(world.jobs).toEqual(['1', '2']);
  });

  test('that is no JSON goes to the queue in a message of its own, and spoils no neighbour', async () => {
    world.append(NOW, `${line(1)}\nnot json\n${line(2)}\n`);
    expect(await world.read()).toMatchObject({ sent: 3, messages: 2 });
    expect(world.jobs.toSorted()).toEqual(['1', '2', 'not json']);
  });

  test.each([
    ['fits into a message with its envelope', MAX_MESSAGE_BYTES - HEAD_AND_TAIL, '{"records":['],
    ['fits into a message without an envelope', MAX_MESSAGE_BYTES, '{"time":'],
  ])('that just %s is sent', async (_rule, bytes, start) => {
    world.append(NOW, `${lineOf(bytes)}\n`);
    expect(await world.read()).toMatchObject({ sent: 1, tooLong: 0 });
    expect(world.published[0]?.text.startsWith(start)).toBe(true);
  });

  test('that no message can hold becomes one dead letter with a reason, and the next line is read', async () => {
    const long = lineOf(MAX_MESSAGE_BYTES + 1);
    world.append(NOW, `${long}\n${line(2)}\n`);
    expect(await world.read()).toMatchObject({ sent: 1, tooLong: 1, isComplete: true });
    expect(world.jobs).toEqual(['2']);
    expect(world.deadLetters).toMatchObject([{ code: 'too-large', queue: 'refresh-status', original: long }]);
    const [letter] = world.deadLetters;
    expect(letter?.reason).toContain(`starts at byte 0 of ${logName(NOW)} in the container ${CONTAINER}`);
    expect(storedPhrase(letter?.phrase)).toMatchObject({ key: 'dead-letter.too-long-line' });
  });

  test('that has no UTF-8 and grows over the limit when decoded becomes a dead letter', async () => {
    world.append(NOW, Buffer.concat([Buffer.alloc(20_000, 0xff), Buffer.from(`\n${line(2)}\n`)]));
    expect(await world.read()).toMatchObject({ sent: 1, tooLong: 1 });
  });

  test('of many megabytes, appended bit by bit, becomes one dead letter and is read once', async () => {
    world.append(NOW, `${line(1)}\n`);
    for (let part = 0; part < 5; part++) {
      world.append(NOW, 'x'.repeat(1_000_000));
      await world.read();
    }
    world.append(NOW, `\n${line(2)}\n`);
    await world.read();
    expect(world.jobs).toEqual(['1', '2']);
    expect(world.deadLetters).toHaveLength(1);
    expect(world.deadLetters[0]?.original).toHaveLength(64 * 1024);
    expect(world.blobs.reads.reduce((sum, { count }) => sum + count, 0)).toBeLessThan(5_100_000);
  });
});

describe('messages', () => {
  test('hold as many records as fit into 48 KiB', async () => {
    const lines = Array.from({ length: 500 }, (_, job) => line(job));
    world.append(NOW, `${lines.join('\n')}\n`);
    const { messages } = await world.read();
    const sizes = world.published.map(({ text }) => Buffer.byteLength(text));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
    expect(messages).toBe(Math.ceil(lines.join(',').length / (MAX_MESSAGE_BYTES - 1_000)));
    expect(world.jobs).toEqual(lines.map((_, job) => String(job)));
  });

  test('do not mix records of two blobs', async () => {
    world.append('2026-11-20T04', `${line(1)}\n`);
    world.append(NOW, `${line(2)}\n`);
    expect(await world.read()).toMatchObject({ sent: 2, messages: 2 });
  });
});
