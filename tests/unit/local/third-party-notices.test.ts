import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { thirdPartyNotices } from '../../../local/build/third-party-notices.ts';

const root = mkdtempSync(join(tmpdir(), 'notices-'));

afterAll(() => rmSync(root, { recursive: true }));

/** Makes a package and answers the path of its one source file. */
function packageOf(name: string, manifest: object, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(root, 'node_modules', name);
  mkdirSync(join(folder, 'lib'), { recursive: true });
  const texts = { 'package.json': JSON.stringify({ name, version: '1.0.0', ...manifest }), ...files };
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text);
  return join(folder, 'lib/index.js');
}

describe('the notices of the bundle', () => {
  test('hold each package once with its version and the whole text of its licence and notice', () => {
    const file = packageOf('@scope/one', {}, { 'LICENSE.md': 'Text of one', NOTICE: 'Notice of one' });
    const inner = packageOf('@scope/one/node_modules/two', {}, { licence: 'Text of two' });
    const notices = thirdPartyNotices([file, file, inner, 'shared/config.ts']);
    expect(notices.match(/^@scope\/one 1\.0\.0$/gm)).toHaveLength(1);
    for (const text of ['Text of one', 'Notice of one', 'Text of two']) expect(notices).toContain(text);
    expect(notices).not.toContain('shared');
  });

  test('hold the MIT licence with the author for a package that only names it', () => {
    for (const author of ['Jo Bloggs', { name: 'Jo Bloggs' }]) {
      const notices = thirdPartyNotices([packageOf('bare', { license: 'MIT', author })]);
      expect(notices).toMatch(
        /bare 1\.0\.0\n\nMIT License\n\nCopyright \(c\) Jo Bloggs\n\nPermission is hereby granted/,
      );
    }
  });

  test('cannot be written for a package whose licence has no text', () => {
    expect(() => thirdPartyNotices([packageOf('unknown', { license: 'Apache-2.0' })])).toThrow(
      'unknown has no text of its licence (Apache-2.0)',
    );
  });
});
