import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { type Azurite, freePorts, type StoragePorts, startAzurite } from '../../local/azurite.ts';
import { type Emulator, provideEmulator } from '../../local/emulator.ts';

const root = mkdtempSync(join(tmpdir(), 'emulator-'));
const started: Azurite[] = [];

afterEach(() => Promise.all(started.splice(0).map((azurite) => azurite.stop())));
afterAll(() => rmSync(root, { recursive: true }));

async function provide(copy: string, standard: StoragePorts): Promise<Emulator> {
  const emulator = await provideEmulator(join(root, copy), standard);
  if (emulator.kind === 'own') started.push(emulator.azurite);
  return emulator;
}

describe('a local start', () => {
  test('uses the emulator that the user runs on the standard ports', async () => {
    const standard = await freePorts();
    const azurite = await startAzurite({ ports: standard });
    started.push(azurite);
    const emulator = await provide('beside-user', standard);
    expect(emulator).toEqual({ kind: 'of-the-user', connectionString: azurite.connectionString });
  });

  test('starts one on the standard ports when they are free, which no other copy and no second start shares', async () => {
    const standard = await freePorts();
    expect(await provide('first', standard)).toMatchObject({ kind: 'own', ports: standard });
    const [second, again] = await Promise.allSettled([provide('second', standard), provide('first', standard)]);
    expect(second).toMatchObject({ status: 'fulfilled', value: { kind: 'own' } });
    expect(second).not.toMatchObject({ value: { ports: standard } });
    expect(again).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringMatching(/runs already.*first/) },
    });
  });

  test('waits for the end of an emulator that its own folder has just had', async () => {
    const standard = await freePorts();
    const first = await provide('restarted', standard);
    if (first.kind === 'own') first.azurite.process.disconnect();
    expect(await provide('restarted', standard)).toMatchObject({ kind: 'own' });
  });
});
