import { describe, expect, test } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import type { ProcessAnswer } from '../../../shared/contract/answers.ts';
import type { Language } from '../../../shared/contract/languages.ts';
import { phrase } from '../../../shared/contract/phrase.ts';
import { processTitle } from '../../../shared/domain/operations.ts';
import { reportAsHtml, reportAsText } from '../../../shared/domain/report-formats.ts';
import { outlineOf } from '../../../shared/domain/status-report.ts';

const source: ProcessAnswer = {
  process: 'data-source',
  title: 'Data source',
  name: 'crm',
  displayName: 'CRM contacts',
  status: 'succeeded',
  endedAt: '2026-11-20T02:14:09Z',
  runId: 'job-7',
};

function outlined(language: Language, processes: ProcessAnswer[], metrics: object = {}) {
  const failedCount = processes.filter(({ status }) => status === 'failed').length;
  const createdAt = '2026-11-20T06:00:00Z';
  const environmentId = 'contoso';
  return outlineOf(language, {
    environmentId,
    createdAt,
    failedCount,
    processes,
    segments: [],
    measures: [],
    ...metrics,
  });
}

const written = (processes: ProcessAnswer[], metrics?: object) => reportAsText(outlined('en', processes, metrics));

describe('the status report as text', () => {
  test('names its environment and its time', () => {
    expect(written([])).toContain('Status of contoso at 2026-11-20 06:00 UTC');
  });

  test.each<[rule: string, processes: ProcessAnswer[], summary: string]>([
    ['an environment without finished runs', [], 'No process has ended a run yet.'],
    ['runs that all succeeded', [source], 'No process failed in its last run.'],
    ['one failed run of two', [source, { ...source, status: 'failed' }], '1 of 2 processes failed in the last run.'],
  ])('sums up %s', (_rule, processes, summary) => {
    expect(written(processes).split('\n')[1]).toBe(summary);
  });

  test.each<[rule: string, more: object, line: string]>([
    ['the end of a run', {}, '- CRM contacts: succeeded, ended 2026-11-20 02:14 UTC'],
    [
      'the start and the end of a run when both are known',
      { startedAt: '2026-11-20T02:00:00Z' },
      '- CRM contacts: succeeded, from 2026-11-20 02:00 to 2026-11-20 02:14 UTC',
    ],
    [
      'a success with warnings',
      { status: 'completedWithWarnings' },
      '- CRM contacts: completed with warnings, ended 2026-11-20 02:14 UTC',
    ],
    [
      'an error with its code',
      { status: 'failed', errorCode: 'timeout', errorMessage: 'Too slow.' },
      '  timeout: Too slow.',
    ],
    ['an error without a code', { status: 'failed', errorMessage: 'Too slow.' }, '  Too slow.'],
    [
      'the title and the name of another process',
      { process: 'export', title: 'Exports', displayName: 'Mail list' },
      '- Exports, Mail list: succeeded, ended 2026-11-20 02:14 UTC',
    ],
    [
      'a process without a name by its title alone',
      { process: 'match', title: 'Match', displayName: 'Match', name: undefined },
      '- Match: succeeded, ended 2026-11-20 02:14 UTC',
    ],
  ])('shows %s', (_rule, more, line) => {
    expect(written([{ ...source, ...more }]).split('\n')).toContain(line);
  });

  test('shows metrics with values and times, and the word members for segments only', () => {
    const metric = { name: 'm', displayName: 'Total', value: 1250000.5, evaluatedAt: '2026-11-20T02:20:00Z' };
    const text = written([], { segments: [{ ...metric, value: 1203 }], measures: [metric] });
    expect(text).toContain('Segments\n- Total: 1,203 members, evaluated 2026-11-20 02:20 UTC');
    expect(text).toContain('Measures\n- Total: 1,250,000.5, evaluated 2026-11-20 02:20 UTC');
  });

  test('has one line for each thing, whatever its name holds', () => {
    const displayName = 'CRM\n- billing: succeeded\n\nMeasures\u202e';
    const metric = {
      name: 'm',
      displayName: 'seg\r\n- other: 9 members',
      value: 5,
      evaluatedAt: '2026-11-20T02:20:00Z',
    };
    const error = { errorCode: 'a\u2028- b', errorMessage: 'c\u0085- d' };
    const text = written([{ ...source, displayName, ...error }], { segments: [metric] });
    expect(text.split(/\r?\n|[\u0085\u2028]/).filter((line) => line.startsWith('- '))).toHaveLength(2);
    expect(text).not.toMatch(/^Measures|\u202e/m);
  });

  test('leaves out empty sections', () => {
    expect(written([source])).not.toMatch(/Other processes|Segments|Measures/);
  });
});

describe('the status report as HTML', () => {
  const html = (processes: ProcessAnswer[], metrics?: object) => reportAsHtml(outlined('sv', processes, metrics));

  test('is one well-formed element in its language', () => {
    expect(XMLValidator.validate(html([source, { ...source, status: 'failed', errorMessage: 'Too slow.' }]))).toBe(
      true,
    );
    expect(html([])).toMatch(/^<div lang="sv">\n(.*\n)*<\/div>\n$/);
  });

  test('has each thing as an item of a list, with its error', () => {
    expect(html([{ ...source, errorMessage: 'Too slow.' }])).toMatch(
      /<li><b>CRM contacts<\/b>: .*<br\/>Too slow\.<\/li>/,
    );
  });

  test('escapes names and errors, and keeps them within their line', () => {
    const hostile = '<img src=x onerror="a()">&\u202e\u0000\uffff\n';
    const text = html([{ ...source, displayName: hostile, errorMessage: hostile }]);
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).toContain('<b>&lt;img src=x onerror=&quot;a()&quot;&gt;&amp;');
    expect(text).not.toMatch(/<img|\u202e|\uffff/);
    expect(text).not.toContain('\0');
  });
});

test('the title of an unknown process is its own name', () => {
  expect([processTitle('profilestore'), processTitle('constructor')]).toEqual([
    phrase('process.profilestore'),
    'constructor',
  ]);
});
