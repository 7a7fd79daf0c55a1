import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { HostLog, type LevelRules, type LogLevel } from '../../local/host/log.ts';

const { logLevel: ours } = JSON.parse(readFileSync('host.json', 'utf8')).logging;

/** The levels of this app, in lower case as the host reads them. */
const ourRules = Object.fromEntries(
  Object.entries<string>(ours).map(([category, level]) => [category, level.toLowerCase()]),
) as LevelRules & Record<string, LogLevel>;

function isWritten(rules: LevelRules, level: LogLevel, category?: string): boolean {
  const lines: string[] = [];
  new HostLog({ levels: rules, format: 'text', print: (line) => void lines.push(line) }).at(level, 'text', category);
  return lines.length === 1;
}

test.each<[rule: string, rules: LevelRules, category: string | undefined, isShown: boolean]>([
  ['the default where no other fits', { default: 'warning', Other: 'trace' }, 'Function.a', false],
  ['a name that begins it', { default: 'warning', Function: 'information' }, 'Function.a.User', true],
  [
    'the longest name that fits',
    { default: 'none', Function: 'information', 'Function.a': 'error' },
    'Function.a',
    false,
  ],
  ['a name with an asterisk', { default: 'error', 'Function.*.User': 'information' }, 'Function.a.User', true],
  [
    'no name with an asterisk whose end is another',
    { default: 'error', 'Function.*.User': 'trace' },
    'Function.a',
    false,
  ],
  ['a name in any case', { default: 'error', 'function.A': 'information' }, 'Function.a', true],
  ['the default for a line of the host itself', { default: 'information', Function: 'none' }, undefined, true],
])('the host takes the level of a category from %s', (_rule, rules, category, isShown) => {
  expect(isWritten(rules, 'information', category)).toBe(isShown);
});

test.each<[rule: string, level: LogLevel, category: string | undefined, isShown: boolean]>([
  ['what a run of the app logs', 'information', 'Function.sweep-timer.User', true],
  ['what the app logs between two runs', 'information', 'Host.Function.Console', true],
  ['the start and the end of each run', 'information', 'Function.sweep-timer', false],
  ['the failure of a run', 'error', 'Function.sweep-timer', true],
  ['what the host tells of itself', 'information', 'Host.Startup', false],
  ['the results of which Application Insights makes requests', 'information', 'Host.Results', true],
])('the levels of host.json decide about %s', (_rule, level, category, isShown) => {
  expect(isWritten(ourRules, level, category)).toBe(isShown);
});
