import { describe, expect, test } from '@jest/globals';
import type { Catalogue } from '../../../console/texts/catalogue.ts';
import { Speech } from '../../../console/texts/speech.ts';
import { localeTable } from '../../../local/build/locale-table.ts';
import { languages } from '../../../shared/contract/languages.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const UNITS = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const;
const COUNTS = { second: [1, 2, 21, 59], minute: [1, 2, 21, 59], hour: [1, 2, 11, 21], day: [1, 2, 11, 21, 100] };

const speechIn = (language: string) => new Speech(language, { texts: {} as Catalogue, table: localeTable(language) });

/** Node writes plain spaces where the language has narrow ones, but only in whole dates. */
const withPlainSpaces = (text: string) => text.replaceAll('\u202f', ' ');

describe.each(languages.map((language) => [language]))('in the language %s', (language) => {
  const speech = speechIn(language);

  test.each([0, 7, -7, 999, 1000, 1234, 9999, 10_000, 1_234_567, 0.5, 1234.25, -1_000_000])(
    'the number %d is written as the language writes it',
    (number) => {
      expect(speech.number(number).replace('−', '-')).toBe(
        new Intl.NumberFormat(language, { maximumFractionDigits: 15 }).format(number).replace('−', '-'),
      );
    },
  );

  test('a span of time before and after now is told in its largest unit', () => {
    for (const [unit, size] of Object.entries(UNITS)) {
      for (const count of COUNTS[unit as keyof typeof UNITS]) {
        const format = new Intl.RelativeTimeFormat(language);
        const ms = count * size * 1000;
        expect(speech.relative(NOW - ms, NOW)).toBe(format.format(-count, unit as keyof typeof UNITS));
        expect(speech.relative(NOW + ms, NOW)).toBe(format.format(count, unit as keyof typeof UNITS));
      }
    }
  });

  test('a duration is told in its largest unit', () => {
    for (const [unit, size] of Object.entries(UNITS)) {
      const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
      for (const count of COUNTS[unit as keyof typeof UNITS])
        expect(speech.span(count * size * 1000)).toBe(format.format(count));
    }
  });

  test('a date is written as the language writes it, in each month', () => {
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
    for (let month = 0; month < 12; month++) {
      const at = new Date(Date.UTC(2026, month, 3, 4, 5, 6));
      expect(withPlainSpaces(speech.date(at, true))).toBe(format.format(at));
      expect(withPlainSpaces(speech.moment(at, true))).toBe(`${format.format(at)} 04:05:06`);
    }
  });

  test('a share is told in percent', () => {
    expect(speech.percent(0.57)).toBe(new Intl.NumberFormat(language, { style: 'percent' }).format(0.57));
  });
});

test('a moment that is not a second away is now', () => {
  expect(speechIn('en').relative(NOW - 400, NOW)).toBe('now');
});

test('a number beyond all groups is written with its exponent', () => {
  expect(speechIn('en').number(1e21)).toBe('1e+21');
});
