import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimalSchema, encodeOrdered } from '../../../shared/domain/decimal.ts';

const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** A decimal of up to 15 significant digits: `digits * 10 ** exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const decimal = (exponents: number): fc.Arbitrary<Decimal> =>
  fc.record({
    digits: fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
    exponent: fc.integer({ min: -exponents, max: exponents }),
  });

function plainText({ digits, exponent }: Decimal): string {
  if (exponent >= 0) return `${digits}${'0'.repeat(exponent)}`;
  const text = String(digits < 0n ? -digits : digits).padStart(1 - exponent, '0');
  return `${digits < 0n ? '-' : ''}${text.slice(0, exponent)}.${text.slice(exponent)}`;
}

const exponentText = ({ digits, exponent }: Decimal) => `${digits}e${exponent}`;

function exactOrder(a: Decimal, b: Decimal): number {
  const lowest = Math.min(a.exponent, b.exponent);
  const scaled = ({ digits, exponent }: Decimal) => digits * 10n ** BigInt(exponent - lowest);
  const difference = scaled(a) - scaled(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** Numbers of every kind in ascending order. */
const ascending = [
  -Number.MAX_VALUE,
  -(2 ** 53) - 2,
  -(2 ** 53),
  -(2 ** 53) + 1,
  -1203,
  -1.5,
  -1 - Number.EPSILON,
  -1,
  -0.1,
  -2.2250738585072014e-308,
  -2.225073858507201e-308,
  -1e-323,
  -Number.MIN_VALUE,
  0,
  Number.MIN_VALUE,
  1e-323,
  2.225073858507201e-308,
  2.2250738585072014e-308,
  0.1,
  0.30000000000000004,
  1,
  1 + Number.EPSILON,
  9.99999999999999,
  10,
  999,
  1000,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 53 + 2,
  1e21,
  Number.MAX_VALUE,
];

describe('the ordered encoding of numbers', () => {
  test.each(ascending.slice(1).map((higher, index): [number, number] => [ascending[index] ?? Number.NaN, higher]))(
    'sorts %d before %d',
    (lower, higher) => {
      expect(lower < higher).toBe(true);
      expect(encodeOrdered(lower) < encodeOrdered(higher)).toBe(true);
    },
  );

  test('is the same for -0 and 0', () => {
    expect(encodeOrdered(-0)).toBe(encodeOrdered(0));
  });

  test('has sixteen lower-case hexadecimal digits for every finite number', () => {
    fc.assert(fc.property(finite, (value) => expect(encodeOrdered(value)).toMatch(/^[0-9a-f]{16}$/)));
  });

  test('sorts as text in the order of any two finite numbers', () => {
    const law = (a: number, b: number) =>
      expect(compare(encodeOrdered(a), encodeOrdered(b))).toBe(a === b ? 0 : a < b ? -1 : 1);
    fc.assert(fc.property(finite, finite, law), { numRuns: 1000 });
    fc.assert(fc.property(fc.integer(), fc.integer(), law));
    fc.assert(fc.property(fc.maxSafeInteger(), fc.integer({ min: -2, max: 2 }), (a, step) => law(a, a + step)));
    fc.assert(fc.property(fc.double({ min: -1e-307, max: 1e-307, noNaN: true }), finite, law));
  });

  test('is equal only for equal numbers', () => {
    fc.assert(fc.property(finite, finite, (a, b) => (encodeOrdered(a) === encodeOrdered(b)) === (a === b)));
  });
});

describe('the comparison of decimals with up to 15 significant digits', () => {
  const encoded = (text: string) => encodeOrdered(decimalSchema.parse(text));

  test('is exact for plain text', () => {
    const law = (a: Decimal, b: Decimal) =>
      expect(compare(encoded(plainText(a)), encoded(plainText(b)))).toBe(exactOrder(a, b));
    fc.assert(fc.property(decimal(15), decimal(15), law), { numRuns: 500 });
  });

  test('is exact for plain texts that differ in the last digit only', () => {
    const close = decimal(15).map(({ digits, exponent }) => ({ digits: digits / 10n, exponent }));
    fc.assert(
      fc.property(close, (a) => {
        expect(encoded(plainText(a)) < encoded(plainText({ ...a, digits: a.digits + 1n }))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('is exact between exponent notation and plain text', () => {
    const law = (a: Decimal, b: Decimal) =>
      expect(compare(encoded(exponentText(a)), encoded(plainText(b)))).toBe(exactOrder(a, b));
    fc.assert(fc.property(decimal(60), decimal(60), law), { numRuns: 500 });
    fc.assert(fc.property(decimal(60), (a) => law(a, a)));
  });

  test('treats a number and its text as equal', () => {
    fc.assert(
      fc.property(finite, (value) => expect(decimalSchema.parse(String(value))).toBe(decimalSchema.parse(value))),
    );
  });

  test.each<[rule: string, lower: string, higher: string]>([
    ['0.1 is below 0.100000000000001', '0.1', '0.100000000000001'],
    ['999999999999998 is below 999999999999999', '999999999999998', '999999999999999'],
    ['-999999999999999 is below -999999999999998', '-999999999999999', '-999999999999998'],
    ['99999999999.9998 is below 99999999999.9999', '99999999999.9998', '99999999999.9999'],
  ])('is right: %s', (_rule, lower, higher) => {
    expect(encoded(lower) < encoded(higher)).toBe(true);
  });

  test.each<[rule: string, one: string, other: string]>([
    ['1.50 and 1.5', '1.50', '1.5'],
    ['+7 and 7', '+7', '7'],
    ['1e3 and 1000', '1e3', '1000'],
    ['.5 and 0.5', '.5', '0.5'],
    ['-0 and 0', '-0', '0'],
  ])('treats %s as equal', (_rule, one, other) => {
    expect(encoded(one)).toBe(encoded(other));
  });
});
