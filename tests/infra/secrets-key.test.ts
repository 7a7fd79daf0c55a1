import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { bicep, evaluate, source } from './support/bicep.ts';

const FIXED = [
  '12345678-9abc-4def-8123-456789abcdef',
  'FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF',
  '00000000-0000-4000-8000-000000000000',
];

/** The key of each three GUIDs. */
function keysFrom(guids: readonly string[][]): string[] {
  const calls = guids.map((three) => `module.keyFrom(module.digitsOf(${three.map((id) => `'${id}'`).join(', ')}))`);
  return z.array(z.string()).parse(evaluate('infra/modules/secrets-key.bicep', `[\n${calls.join('\n')}\n]`));
}

describe('the key of a deployment', () => {
  it('never becomes an output', () => {
    const outputs = source.match(/^output .*$/gm) ?? [];
    expect(outputs.filter((line) => /key\.properties|\bsecretsKey\b/.test(line))).toEqual([]);
  });

  if (!bicep) return;
  const random = Array.from({ length: 40 }, () => [randomUUID(), randomUUID(), randomUUID()]);
  const [fixed, ...keys] = keysFrom([FIXED, ...random]);

  it('is made of the random digits of three GUIDs', () => {
    expect(fixed).toBe('ENVemv38IRZiqz7///////////////AAAAAAAAAAAAA=');
  });

  it('is base64 of 32 bytes, each bit of which is set for some GUIDs and clear for others', () => {
    const bytes = keys.map((key) => Buffer.from(key, 'base64'));
    expect(bytes.map((key) => key.toString('base64'))).toEqual(keys);
    expect(new Set(bytes.map((key) => key.length))).toEqual(new Set([32]));
    const values = Array.from({ length: 256 }, (_, bit) => new Set(bytes.map((key) => bitOf(key, bit))).size);
    expect(values).toEqual(Array(256).fill(2));
  });
});

const bitOf = (key: Buffer, bit: number) => ((key[bit >> 3] ?? 0) >> (bit & 7)) & 1;
