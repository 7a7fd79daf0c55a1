import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { logLines } from '../../shared/contract/telemetry.ts';
import { bicep, evaluate } from './support/bicep.ts';
import { faultsOf } from './support/kusto.ts';

const workbook = z
  .object({ items: z.array(z.object({ name: z.string(), content: z.object({ query: z.string().optional() }) })) })
  .parse(JSON.parse(readFileSync('infra/workbook.json', 'utf8')));

const alerts = globSync('infra/queries/alerts/*.kql')
  .toSorted()
  .map((file): [string, string] => [basename(file, '.kql'), readFileSync(file, 'utf8')]);
const charts = workbook.items.flatMap(({ name, content }): [string, string][] =>
  content.query === undefined ? [] : [[name, content.query]],
);

const all = [
  ...alerts.map(([name, query]) => [`alert ${name}`, query] as const),
  ...charts.map(([name, query]) => [`chart ${name}`, query] as const),
];

const fieldsByLine: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = Object.fromEntries(
  Object.entries(logLines).map(([name, { shape }]) => [name, shape]),
);
const linesOf = (query: string) => [...query.matchAll(/'(\w+) \{'/g)].map(([, line = '']) => line);
const captures = (query: string, pattern: RegExp) => [...query.matchAll(pattern)].map(([, ...groups]) => groups);

/** Whether a line that the query reads has the field, and the field may be the value. */
function canBe(query: string, field: string, value?: string): boolean {
  return linesOf(query).some((line) => {
    const schema = fieldsByLine[line]?.[field];
    return schema !== undefined && (value === undefined || schema.safeParse(value).success);
  });
}

describe.each(all)('the query of the %s', (_name, query) => {
  it('is understood by Kusto', () => {
    expect(faultsOf(query)).toEqual([]);
  });

  it('reads log lines and fields that the app writes', () => {
    expect(linesOf(query).filter((line) => !(line in logLines))).toEqual([]);
    const fields = captures(query, /\bfields\.(\w+)/g).map(([field = '']) => field);
    expect(fields.filter((field) => !canBe(query, field))).toEqual([]);
  });

  it('compares fields with values that they can have', () => {
    const single = captures(query, /\bfields\.(\w+) [!=]= '([^']*)'/g);
    const several = captures(query, /\bfields\.(\w+) in \(([^)]*)\)/g).flatMap(([field = '', values = '']) =>
      values.split(', ').map((value) => [field, value.slice(1, -1)]),
    );
    const impossible = [...single, ...several].filter(([field = '', value]) => !canBe(query, field, value));
    expect(impossible).toEqual([]);
  });
});

const rulesSchema = z.record(z.string(), z.object({ every: z.string(), window: z.string(), query: z.string() }));

/** The stretches of time of an alert on logs, from the shortest to the longest. */
const WINDOWS = 'PT1M PT5M PT10M PT15M PT30M PT45M PT1H PT2H PT3H PT4H PT5H PT6H P1D P2D'.split(' ');

describe('the alerts', () => {
  it.each(alerts)('have a section in the handbook: %s', (name) => {
    expect(readFileSync('docs/operations.md', 'utf8')).toMatch(new RegExp(`^\\| \`${name}\` \\|`, 'm'));
  });

  it('leave out a subscription that an operator has disabled', () => {
    const [, query] = alerts.find(([name]) => name === 'subscriptions') ?? [];
    expect(query).toContain("and tostring(fields.reason) != 'operator'");
  });

  if (!bicep) return;
  const rules = rulesSchema.parse(evaluate('infra/modules/alert-rules.bicep', 'module.alertRulesOf(7)'));

  it('are the files of queries, each with its query', () => {
    expect(Object.keys(rules).toSorted()).toEqual(alerts.map(([name]) => name));
    for (const [name, query] of alerts) {
      expect(rules[name]?.query).toBe(name === 'silence' ? query.replace('26h', '7h') : query);
    }
  });

  it('look at a stretch of time that Azure Monitor offers, and at all of it', () => {
    for (const { every, window } of Object.values(rules)) {
      expect(WINDOWS).toContain(window);
      expect(WINDOWS.indexOf(every)).toBeLessThanOrEqual(WINDOWS.indexOf(window));
      expect(WINDOWS).toContain(every);
    }
  });
});
