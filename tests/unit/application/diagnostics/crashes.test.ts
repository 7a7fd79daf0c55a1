import { beforeEach, describe, expect, test } from '@jest/globals';
import { DIAGNOSTICS } from '../../../../shared/application/store/keys.ts';
import { DiagnosticsWorld, line, SECOND } from './diagnostics-world.ts';

const NOW = '2026-11-20T05';
const lines = (count: number) => Array.from({ length: count }, (_, job) => `${line(job)}\n`).join('');

let world: DiagnosticsWorld;

beforeEach(() => {
  world = new DiagnosticsWorld();
});

/** Lets every commit of a position fail from the next one on. */
function failPositions(): () => void {
  const commit = world.store.commit.bind(world.store);
  world.store.commit = async (partition, writes) => {
    if (partition === DIAGNOSTICS) throw new Error('crash');
    return commit(partition, writes);
  };
  return () => {
    world.store.commit = commit;
  };
}

describe('a run that dies', () => {
  test('after its messages are on the queue, and before its position is stored, sends them again', async () => {
    await world.read();
    world.append(NOW, lines(2));
    const recover = failPositions();
    await expect(world.read()).rejects.toThrow();
    recover();
    await world.read();
    expect(world.jobs).toEqual(['0', '1', '0', '1']);
  });

  test('while the queue refuses its messages leaves its position where it was', async () => {
    world.append(NOW, lines(2));
    const { events } = world.deps;
    world.deps.events = { publish: () => Promise.reject(new Error('away')) };
    await expect(world.read()).rejects.toThrow();
    world.deps.events = events;
    await world.read();
    expect(world.jobs).toEqual(['0', '1']);
  });
});

describe('two runs at once', () => {
  test('send each line at least once, and the slower one does not move the position back', async () => {
    await world.read();
    world.append(NOW, lines(2));
    const { events } = world.deps;
    const slow = Promise.withResolvers<void>();
    world.deps.events = {
      publish: async (...asked) => {
        await slow.promise;
        return events.publish(...asked);
      },
    };
    const slower = world.read();
    world.deps.events = events;
    world.append(NOW, lines(1));
    await world.read();
    const [before] = world.store.rowsUnder(DIAGNOSTICS, 'b.');
    slow.resolve();
    // The slower one has listed the blob before it grew.
    await slower;
    expect(world.store.rowsUnder(DIAGNOSTICS, 'b.')).toEqual([before]);
    await world.read();
    expect(new Set(world.jobs)).toEqual(new Set(['0', '1']));
  });
});

describe('the limits of a run', () => {
  test('leave the rest to the next one after 50,000 lines', async () => {
    world.append('2026-11-20T04', '{}\n'.repeat(600_000));
    world.append(NOW, lines(1));
    const first = await world.read();
    expect(first.isComplete).toBe(false);
    expect(first.sent).toBeGreaterThanOrEqual(50_000);
    expect(first.sent).toBeLessThan(400_000);
    expect(await world.read()).toMatchObject({ isComplete: false });
    expect(await world.read()).toMatchObject({ isComplete: true });
    const sent = world.published.reduce((sum, { text }) => sum + JSON.parse(text).records.length, 0);
    expect(sent).toBe(600_001);
  });

  test('leave the rest to the next one after 40 seconds', async () => {
    world.append('2026-11-20T04', lines(5_000));
    world.append(NOW, lines(1));
    const { events } = world.deps;
    world.deps.events = {
      publish: (...asked) => {
        world.now += SECOND;
        return events.publish(...asked);
      },
    };
    expect(await world.read()).toMatchObject({ isComplete: false });
    world.deps.events = events;
    expect(await world.read()).toMatchObject({ isComplete: true });
    expect(world.jobs).toHaveLength(5_001);
  });

  test('read no more than a mebibyte at a time', async () => {
    world.append(NOW, lines(4_000));
    await world.read();
    expect(Math.max(...world.blobs.reads.map(({ count }) => count))).toBe(1024 * 1024);
  });
});
