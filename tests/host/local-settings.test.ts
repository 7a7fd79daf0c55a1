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

  test.each<[rule: string, text: string]>([
    ['a byte order mark', '\ufeff{"Values":{"A":"1"}}'],
    ['comments', '// of one line\n{ /* of a part */ "Values": { "A": "1" } }'],
    ['trailing commas', '{"Values":{"A":"1",},}'],
    ['slashes in a value that are no comment', '{"Values":{"A":"1","B":"http://a/*b*/"}}'],
  ])('is read with %s', (_rule, text) => {
    writeFileSync(file, text);
    expect(loadSettings(folder, {}).values).toMatchObject({ A: '1' });
  });

  test('is optional', () => {
    expect(loadSettings(join(folder, 'elsewhere'), { ONE: '1' }).values).toEqual({ ONE: '1' });
  });

  test('may have a byte order mark, comments and trailing commas', () => {
    const text = `\ufeff// first
      {
        "Values": { /* many
          lines */ "URL": "https://contoso.com//x", // last, "NOT": "this"
          "TEXT": "a, } /* b */ \\" // c",
          "LIST": "[1,]", /* and */ // more
        },
      }`;
    writeFileSync(file, text);
    expect(loadSettings(folder, {}).values).toEqual({
      URL: 'https://contoso.com//x',
      TEXT: 'a, } /* b */ " // c',
      LIST: '[1,]',
    });
  });

  test('is refused in one line when its content is no JSON', () => {
    for (const content of [
      '{',
      'SECRETS_KEY=hush',
      '',
      '{"Values": {"A": "1",,}}',
      '{"Values":\n {"A": 1 "B": 2}}',
      '{/* open',
    ]) {
      writeFileSync(file, content);
      const refusal = expect(() => loadSettings(folder, {}));
      refusal.toThrow(/^\S+ is not usable: .*no JSON.* in line \d+, column \d+\. It should be .*$/);
      refusal.not.toThrow('hush');
    }
  });

  test.each([['{'], [''], ['{"Values":{"A":"1"} "B":1}'], ['{"Values":{"A":{"nested":true}}}']])(
    'is refused with its path when its content is %s',
    (content) => {
      writeFileSync(file, content);
      expect(() => loadSettings(folder, {})).toThrow(`${file} is not usable`);
    },
  );
});
