import { describe, expect, test } from '@jest/globals';
import { type Language, languages } from '../../../shared/contract/languages.ts';
import { phrase } from '../../../shared/contract/phrase.ts';
import { inEnglish, render, text } from '../../../shared/domain/render-text.ts';

describe('a text', () => {
  test.each<[language: Language, count: number, part: string]>([
    ['en', 1, '1 member,'],
    ['en', 1203, '1,203 members,'],
    ['lv', 10, '10 dalībnieku,'],
    ['lv', 21, '21 dalībnieks,'],
    ['lv', 1203, '1203 dalībnieki,'],
    ['ro', 1, '1 membru,'],
    ['ro', 1203, '1.203 membri,'],
    ['ro', 1250, '1.250 de membri,'],
    ['sv', 1203, '1\u00a0203 medlemmar,'],
    ['eu', 1203, '1.203 kide ditu,'],
    ['kk', 1203, '1\u00a0203 мүше бар,'],
  ])('in %s has the plural form and the number format of its language: %d', (language, count, part) => {
    expect(text(language, 'summary.segment', { name: 'High value', count, threshold: 1 })).toContain(part);
  });

  test.each<[language: Language, moment: string]>([
    ['en', '2026-11-20 02:14'],
    ['lv', '2026. gada 20. nov. 02:14'],
    ['eu', '2026(e)ko aza. 20(a) (02:14)'],
    ['ro', '20 nov. 2026, 02:14'],
    ['sv', '20 nov. 2026 02:14'],
    ['kk', '2026 ж. 20 қар., 02:14'],
  ])('in %s has the moments of its language, in UTC', (language, moment) => {
    const end = new Date('2026-11-20T02:14:09Z');
    expect(text(language, 'report.ended', { end })).toContain(moment);
  });

  test.each<[value: number, shown: string]>([
    [1250000.5, '1,250,000.5'],
    [-5.25, '-5.25'],
    [0, '0'],
    [123456789012345, '123,456,789,012,345'],
    [Number.MAX_VALUE, '1.79769313486232E308'],
    [-1e-20, '-1E-20'],
  ])('shows the number %d in few characters and up to fifteen digits', (value, shown) => {
    expect(text('en', 'summary.measure', { name: 'm', value, threshold: 0 })).toBe(`m is ${shown}, above 0`);
  });

  test('holds other phrases and lists of faults', () => {
    const faults = [
      { target: 'name', message: phrase('fault.required') },
      { target: '', message: phrase('fault.at-most', { limit: 5 }) },
    ];
    expect(inEnglish(phrase('explain.unreadable', { faults }))).toBe(
      'it cannot be read: name: required; expected at most 5',
    );
    expect(render('sv', phrase('explain.reported', { reason: phrase('ignored.skipped') }))).toBe(
      'en överhoppad körning utlöser ingenting; statusrapporten visar den',
    );
  });

  test.each(languages.map((language) => [language]))(
    'in %s has foreign text on its line, without marks that turn the writing, and never as a placeholder',
    (language) => {
      const name = 'a\r\nb\u202e\u2066{error}\ud800';
      const said = text(language, 'summary.data-source.failed-because', { name, error: 'e' });
      expect(said).toContain('a  b{error}\ufffd');
      expect(said).not.toMatch(/[\r\n\u202e\u2066]/);
    },
  );

  test('isolates foreign text that is written from right to left', () => {
    const said = text('en', 'summary.measure', { name: 'إيرادات', value: 5, threshold: 3 });
    expect(said).toBe('\u2068إيرادات\u2069 is 5, above 3');
  });
});
