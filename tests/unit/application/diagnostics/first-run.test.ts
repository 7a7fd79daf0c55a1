import { beforeEach, describe, expect, test } from '@jest/globals';
import { DiagnosticsWorld, HOUR, line } from './diagnostics-world.ts';

let world: DiagnosticsWorld;

beforeEach(() => {
  world = new DiagnosticsWorld();
});

describe('the first run on a container', () => {
  const old = '2026-11-19T22';

  test('reads the blobs of its UTC day from their start, and older ones only as far as they grow', async () => {
    world.append(old, `${line('old')}\n`);
    world.append('2026-11-20T00', `${line(0)}\n`);
    await world.read();
    expect(world.jobs).toEqual(['0']);
    world.append(old, `${line(1)}\n`);
    await world.read();
    expect(world.jobs).toEqual(['0', '1']);
  });

  test('reads the whole of a line of an older blob that was being written', async () => {
    const [first, second] = [line(1).slice(0, 99), line(1).slice(99)];
    world.append(old, `${line('old')}\n${first}`);
    await world.read();
    world.append(old, `${second}\n`);
    await world.read();
    expect(world.jobs).toEqual(['1']);
  });

  test('does not read the last line of an older blob that has settled without its newline', async () => {
    world.append(old, line('old'));
    world.now += 2 * HOUR;
    await world.read();
    await world.read();
    expect(world.jobs).toEqual([]);
  });

  test('reads an older blob from its start that appears later', async () => {
    await world.read();
    world.append(old, `${line(1)}\n`);
    await world.read();
    expect(world.jobs).toEqual(['1']);
  });

  test('starts again when it died before all older blobs had their positions', async () => {
    world.append('2026-11-19T21', `${line('old')}\n`);
    world.append(old, `${line('old')}\n`);
    const commit = world.store.commit.bind(world.store);
    let commits = 0;
    world.store.commit = async (...asked) => {
      if (++commits > 1) throw new Error('crash');
      return commit(...asked);
    };
    await expect(world.read()).rejects.toThrow();
    world.store.commit = commit;
    world.append('2026-11-19T21', `${line(1)}\n`);
    await world.read();
    expect(world.jobs).toEqual(['1']);
  });
});
