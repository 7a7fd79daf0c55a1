import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compareInstants,
  displayInstant,
  instantFromMilliseconds,
  instantSchema,
  instantToMilliseconds,
} from '../../../shared/domain/instant.ts';
import { refusal } from '../../support/said.ts';
import { instant } from './support/readings.ts';

const TICKS_A_MILLISECOND = 10_000n;
const FIRST_OF_2 = BigInt(Date.parse('0002-01-01T00:00:00Z'));
const LAST_OF_9998 = BigInt(Date.parse('9998-12-31T00:00:00Z'));

/** A moment as ticks of 100 ns since the epoch, and the offset in minutes at which it is written. */
interface Moment {
  readonly ticks: bigint;
  readonly offset: number;
}

const anyMoment: fc.Arbitrary<Moment> = fc.record({
  ticks: fc.bigInt({ min: FIRST_OF_2 * TICKS_A_MILLISECOND, max: LAST_OF_9998 * TICKS_A_MILLISECOND }),
  offset: fc.integer({ min: -14 * 60, max: 14 * 60 }),
});

const nearMoments = fc
  .tuple(anyMoment, fc.bigInt({ min: -20_000_000n, max: 20_000_000n }), fc.integer({ min: -840, max: 840 }))
  .map(([moment, distance, offset]): [Moment, Moment] => [moment, { ticks: moment.ticks + distance, offset }]);

function write({ ticks, offset }: Moment): string {
  const local = ticks + BigInt(offset) * 60_000n * TICKS_A_MILLISECOND;
  const fraction = ((local % 10_000_000n) + 10_000_000n) % 10_000_000n;
  const seconds = new Date(Number((local - fraction) / TICKS_A_MILLISECOND)).toISOString().slice(0, 19);
  return `${seconds}.${String(fraction).padStart(7, '0')}${writeOffset(offset)}`;
}

function writeOffset(offset: number): string {
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

const sign = (difference: bigint) => (difference > 0n ? 1 : difference < 0n ? -1 : 0);
const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

describe('the time of an event', () => {
  test.each<[rule: string, text: string, read: string]>([
    ['with the offset Z', '2026-11-20T02:14:09Z', '2026-11-20T02:14:09.0000000Z'],
    ['with the offset +02:00, two hours earlier in UTC', '2026-11-20T02:14:09+02:00', '2026-11-20T00:14:09.0000000Z'],
    [
      'with the offset -05:30, five and a half hours later in UTC',
      '2026-11-20T02:14:09-05:30',
      '2026-11-20T07:44:09.0000000Z',
    ],
    ['with an offset that moves it into the next year', '2026-12-31T23:30:00-01:00', '2027-01-01T00:30:00.0000000Z'],
    [
      'with an offset and seven digits of a second',
      '2026-11-20T02:14:09.1234567+02:00',
      '2026-11-20T00:14:09.1234567Z',
    ],
    ['with one digit of a second', '2026-11-20T02:14:09.5Z', '2026-11-20T02:14:09.5000000Z'],
    ['with three digits of a second', '2026-11-20T02:14:09.123Z', '2026-11-20T02:14:09.1230000Z'],
    ['with seven digits of a second', '2026-11-20T02:14:09.0000001Z', '2026-11-20T02:14:09.0000001Z'],
    ['with seven nines, which are not rounded up', '2026-11-20T02:14:59.9999999Z', '2026-11-20T02:14:59.9999999Z'],
    ['on 29 February of a leap year', '2028-02-29T00:00:00Z', '2028-02-29T00:00:00.0000000Z'],
    ['with the offset +0000, as Python writes UTC', '2026-11-20T02:14:09+0000', '2026-11-20T02:14:09.0000000Z'],
    ['with the offset +00, as PostgreSQL writes UTC', '2026-11-20T02:14:09.5+00', '2026-11-20T02:14:09.5000000Z'],
    ['with the offset -0530', '2026-11-20T02:14:09-0530', '2026-11-20T07:44:09.0000000Z'],
    ['without seconds', '2026-11-20T02:14Z', '2026-11-20T02:14:00.0000000Z'],
    ['without seconds and with the offset -05', '2026-11-20T02:14-05', '2026-11-20T07:14:00.0000000Z'],
    ['before 1970', '1969-12-31T23:59:59.9999999Z', '1969-12-31T23:59:59.9999999Z'],
  ])('is read %s', (_rule, text, read) => {
    expect(instant(text)).toBe(read);
  });

  test.each<[rule: string, text: unknown]>([
    ['eight digits of a second', '2026-11-20T02:14:09.12345678Z'],
    ['eight digits of a second, the last of which is 0', '2026-11-20T02:14:09.12345670+02:00'],
    ['a time without an offset', '2026-11-20T02:14:09'],
    ['a time with digits of a second but without an offset', '2026-11-20T02:14:09.123'],
    ['a time without seconds and without an offset', '2026-11-20T02:14'],
    ['an offset of three digits', '2026-11-20T02:14:09+020'],
    ['an offset that ends with a colon', '2026-11-20T02:14:09+02:'],
    ['an offset of 24 hours', '2026-11-20T02:14:09+2400'],
    ['an offset with seconds', '2026-11-20T02:14:09+02:00:00'],
    ['a time without minutes', '2026-11-20T02Z'],
    ['digits of a minute', '2026-11-20T02:14.5Z'],
    ['a date', '2026-11-20'],
    ['a space in place of T', '2026-11-20 02:14:09Z'],
    ['29 February of a year that is not a leap year', '2026-02-29T00:00:00Z'],
    ['a 13th month', '2026-13-01T00:00:00Z'],
    ['a 25th hour', '2026-11-20T25:00:00Z'],
    ['an HTTP date', 'Fri, 20 Nov 2026 02:14:09 GMT'],
    ['milliseconds since the epoch', 1_795_140_849_000],
    ['null', null],
    ['the empty text', ''],
  ])('is rejected for %s', (_rule, text) => {
    expect(instantSchema.safeParse(text).success).toBe(false);
  });

  test('is rejected with a message that shows the expected form', () => {
    expect(refusal(instantSchema, 'yesterday')).toEqual([expect.stringMatching(/ISO 8601 .*2026-11-20T02:14:09Z/)]);
  });

  test.each<[rule: string, text: string, neighbour: string, order: number]>([
    ['after the year 9999 in UTC', '9999-12-31T23:59:59-01:00', '9999-12-31T23:59:59Z', 1],
    ['before the year 0 in UTC', '0000-01-01T00:00:00+01:00', '0000-01-01T00:00:00Z', -1],
  ])('that falls %s keeps its order or is rejected', (_rule, text, neighbour, order) => {
    const read = instantSchema.safeParse(text);
    expect(read.success ? compare(read.data, instant(neighbour)) : order).toBe(order);
  });
});

describe('the order of instants', () => {
  test('is the order of their texts for any two times and offsets', () => {
    const law = ([a, b]: [Moment, Moment]) =>
      expect(compare(instant(write(a)), instant(write(b)))).toBe(sign(a.ticks - b.ticks));
    fc.assert(fc.property(fc.tuple(anyMoment, anyMoment), law));
    fc.assert(fc.property(nearMoments, law), { numRuns: 1000 });
  });

  test('treats the same moment at two offsets as equal', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => expect(instant(write(moment))).toBe(instant(write({ ...moment, offset: 0 })))),
    );
  });

  test.each<[rule: string, earlier: string, later: string]>([
    ['times one tick of 100 ns apart', '2026-11-20T02:14:09.1234567Z', '2026-11-20T02:14:09.1234568Z'],
    ['a whole second and the first tick after it', '2026-11-20T02:14:09Z', '2026-11-20T02:14:09.0000001Z'],
    ['nine hundredths and one tenth of a second', '2026-11-20T02:14:09.09Z', '2026-11-20T02:14:09.1Z'],
    ['a later hour at a higher offset, which is earlier', '2026-11-20T03:00:00+02:00', '2026-11-20T02:00:00Z'],
  ])('is right for %s', (_rule, earlier, later) => {
    expect(instant(earlier) < instant(later)).toBe(true);
  });
});

describe('the short forms of a time', () => {
  test('without the colon or the minutes of the offset are read as the full form', () => {
    const law = (moment: Moment) => {
      const full = write(moment);
      expect(instant(full.replace(/:(?=\d\d$)/, ''))).toBe(instant(full));
      if (moment.offset % 60 === 0) expect(instant(full.slice(0, -3))).toBe(instant(full));
    };
    fc.assert(fc.property(anyMoment, law));
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: -14, max: 14 }), ({ ticks }, hours) =>
        law({ ticks, offset: hours * 60 }),
      ),
    );
  });

  test('without seconds are read as the full minute', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        const short = write(moment).replace(/:\d\d\.\d{7}/, '');
        expect(instant(short)).toBe(instant(write(moment).replace(/:\d\d\.\d{7}/, ':00')));
      }),
    );
  });
});

describe('converting an instant', () => {
  test.each<[text: string, shown: string]>([
    ['2026-11-20T02:14:09Z', '2026-11-20T02:14:09Z'],
    ['2026-11-20T00:00:00.0000000Z', '2026-11-20T00:00:00Z'],
    ['2026-11-20T02:14:10.5Z', '2026-11-20T02:14:10.5Z'],
    ['2026-11-20T02:14:10.1200000Z', '2026-11-20T02:14:10.12Z'],
    ['2026-11-20T02:14:10.0000001Z', '2026-11-20T02:14:10.0000001Z'],
    ['2026-11-20T02:14:10+02:00', '2026-11-20T00:14:10Z'],
  ])('displays %s as %s', (text, shown) => {
    expect(displayInstant(instant(text))).toBe(shown);
  });

  test('keeps the instant when its displayed form is read again', () => {
    fc.assert(
      fc.property(anyMoment, (moment) =>
        expect(instant(displayInstant(instant(write(moment))))).toBe(instant(write(moment))),
      ),
    );
  });

  test('keeps milliseconds when they become an instant and milliseconds again', () => {
    const anyTime = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(9999, 0) });
    fc.assert(fc.property(anyTime, (time) => expect(instantToMilliseconds(instantFromMilliseconds(time))).toBe(time)));
    expect(instantFromMilliseconds(1)).toBe(instant('1970-01-01T00:00:00.001Z'));
  });

  test('to milliseconds truncates and does not round', () => {
    expect(instantToMilliseconds(instant('1970-01-01T00:00:01.9999999Z'))).toBe(1999);
  });

  test('compare by time, finer than a millisecond', () => {
    const [early, late] = [instant('2026-11-20T02:14:09.0000001Z'), instant('2026-11-20T02:14:09.0000002Z')];
    expect([compareInstants(early, late), compareInstants(late, early), compareInstants(late, late)]).toEqual([
      -1, 1, 0,
    ]);
  });
});
