import { describe, expect, test } from '@jest/globals';
import { type Phrase, phrase } from '../../../shared/contract/phrase.ts';
import { inEnglish } from '../../../shared/domain/render-text.ts';
import { storable, storedPhrase } from '../../../shared/domain/stored-phrase.ts';

const readBack = (said: Phrase) => storedPhrase(JSON.parse(JSON.stringify(storable(said))));

describe('a stored phrase', () => {
  test('says the same when it is read again, with its numbers, phrases and faults', () => {
    const faults = [{ target: 'value', message: phrase('fault.no-member-count', { value: -1.5 }) }];
    const said = phrase('explain.reported', { reason: phrase('explain.unreadable', { faults }) });
    const read = readBack(said);
    expect(read).toEqual(said);
    expect(read && inEnglish(read)).toBe(inEnglish(said));
  });

  test('keeps the first twenty faults, and the beginning of a long text', () => {
    const faults = Array.from({ length: 30 }, (_, index) => ({
      target: `[${index}]`,
      message: phrase('fault.operation', { word: 'w'.repeat(1000) }),
    }));
    const said = storable(phrase('error.faults', { faults }));
    expect(JSON.stringify(said).length).toBeLessThan(20 * 300);
    expect(inEnglish(said)).toMatch(/^\[0\]: 'w{199}…' is not a known operation; .*\[19\]: [^[]*$/);
  });

  test.each<[rule: string, stored: unknown]>([
    ['of another version', { key: 'fault.of-tomorrow', values: {} }],
    ['with the name of an object property', { key: 'constructor', values: {} }],
    ['around one of another version', { key: 'explain.reported', values: { reason: { key: 'x', values: {} } } }],
    ['with a fault of another version', { key: 'error.faults', values: { faults: [{ target: 'a', message: 'b' }] } }],
    ['of an old row, which has none', undefined],
    ['that is no object', 'fault.required'],
  ])('is nothing that this version can say: one %s', (_rule, stored) => {
    expect(storedPhrase(stored)).toBeUndefined();
  });
});
