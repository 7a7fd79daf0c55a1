import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { logLines } from '../../../shared/contract/telemetry.ts';
import { metrics } from '../../../shared/contract/telemetry-metrics.ts';

/** The text of every source that may report, without the contract. */
const sources = ['functions', 'shared/application', 'shared/composition-root.ts', 'shared/adapters/inbound']
  .flatMap((place) =>
    place.endsWith('.ts')
      ? [place]
      : readdirSync(place, { recursive: true, encoding: 'utf8' }).map((file) => join(place, file)),
  )
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(file, 'utf8'));

describe('the log lines', () => {
  test('that the app reports are those of the contract', () => {
    const reported = sources.flatMap((text) => [...text.matchAll(/\bname: '([A-Z]\w+)'/g)].map(([, name]) => name));
    expect([...new Set(reported)].toSorted()).toEqual(Object.keys(logLines).toSorted());
  });

  test('are the only log of use cases and handlers, but for the stack of a fault that nobody expected', () => {
    const logs = sources.flatMap(
      (text) => text.match(/\b(?:console|context)\.(?:log|info|warn|error|debug|trace)\(\w+/g) ?? [],
    );
    expect(logs.toSorted()).toEqual([
      'console.log(text',
      'context.error(fault',
      'context.error(text',
      'context.log(text',
      'context.warn(text',
    ]);
  });

  test.each(Object.entries(logLines))('have no field for a text that somebody else wrote: %s', (_name, fields) => {
    const names = Object.keys(fields.shape);
    expect(
      names.filter((name) => /url|secret|token|body|payload|original|label|display|message$|host/i.test(name)),
    ).toEqual([]);
  });
});

describe('the page on telemetry', () => {
  test.each([...Object.keys(logLines), ...Object.keys(metrics)])('has a row for %s', (name) => {
    expect(readFileSync('docs/telemetry.md', 'utf8')).toMatch(new RegExp(`^\\| [^|]*\`${name}\``, 'm'));
  });
});

describe('the metrics', () => {
  test.each(Object.entries(metrics))(
    'have a name and a unit by the conventions of OpenTelemetry: %s',
    (name, { unit }) => {
      expect(name).toMatch(/^insight_triggers(\.[a-z][a-z_]*)+$/);
      expect(unit).toMatch(/^(ms|s|\{[a-z_]+\})$/);
    },
  );
});
