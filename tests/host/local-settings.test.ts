import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadSettings } from '../../local/host/config/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
const file = join(folder, 'local.settings.json');

afterAll(() => rmSync(folder, { recursive: true }));

describe('local.settings.json', () => {
  test('provides settings, over which the environment takes precedence', () => {
    writeFileSync(file, JSON.stringify({ IsEncrypted: false, Values: { FROM_FILE: 'file', BOTH: 'file', COUNT: 3 } }));
    const { values } = loadSettings(folder, { BOTH: 'environment', ABSENT: undefined });
    expect(values).toEqual({ FROM_FILE: 'file', BOTH: 'environment', COUNT: '3' });
  });

  test('is optional', () => {
    expect(loadSettings(join(folder, 'elsewhere'), { ONE: '1' }).values).toEqual({ ONE: '1' });
  });

  test.each([['{'], ['{"Values":{"A":{"nested":true}}}']])(
    'is refused with its path when its content is %s',
    (content) => {
      writeFileSync(file, content);
      expect(() => loadSettings(folder, {})).toThrow(`${file} is not usable`);
    },
  );
});
