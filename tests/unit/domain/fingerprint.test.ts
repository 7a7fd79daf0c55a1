import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Trigger } from '../../../shared/contract/subscription.ts';
import { fingerprint } from '../../../shared/domain/fingerprint.ts';
import { topicOf } from '../../../shared/domain/subscription.ts';
import { metricTopic, runTopic } from '../../../shared/domain/topic.ts';

describe('a fingerprint', () => {
  test.each<[rule: string, one: string[], other: string[]]>([
    ['the order of the parts matters', ['a', 'b'], ['b', 'a']],
    ['the boundaries of the parts matter', ['ab', 'c'], ['a', 'bc']],
    ['an empty part matters', ['a', ''], ['a']],
    ['the place of an empty part matters', ['', 'a'], ['a', '']],
    ['a separator inside a part is no boundary', ['a","b'], ['a', 'b']],
    ['a backslash before a quote is no way around it', ['a\\', '"b'], ['a\\","', 'b']],
    ['case matters', ['High-Value'], ['high-value']],
    ['no part is not one empty part', [], ['']],
    ['parts that look alike but are other characters differ', ['é'], ['e\u0301']],
  ])('%s', (_rule, one, other) => {
    expect(fingerprint(...one)).not.toBe(fingerprint(...other));
  });

  test('is the same for the same parts and for no others', () => {
    const parts = fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 4 });
    const law = (a: string[], b: string[]) =>
      expect(fingerprint(...a) === fingerprint(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    fc.assert(fc.property(parts, parts, law));
    fc.assert(fc.property(parts, (a) => law(a, [...a])));
  });

  test('is 22 characters that are legal in keys, messages and URLs', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(fingerprint(text)).toMatch(/^[\w-]{22}$/)));
  });

  test('never changes, since rows are found by it', () => {
    expect(fingerprint()).toBe('T1PNoYwrqgwDVLtfmj7L5Q');
  });
});

describe('topics', () => {
  test('each segment, each measure, the data sources, the full refresh and unification are topics apart', () => {
    const topics = [
      metricTopic('segment', 'a'),
      metricTopic('segment', 'b'),
      metricTopic('measure', 'a'),
      runTopic('data-source-refresh-failed'),
      runTopic('full-refresh-completed'),
      runTopic('unification-refresh-completed'),
    ];
    expect(new Set(topics).size).toBe(topics.length);
  });

  test('both trigger types of data sources share the topic of the data sources', () => {
    expect(runTopic('data-source-refresh-failed')).toBe(runTopic('data-source-refresh-succeeded'));
  });

  test('a topic has no point, whatever the name', () => {
    fc.assert(fc.property(fc.string(), (name) => expect(metricTopic('measure', name)).not.toContain('.')));
  });

  test('a subscription listens to the topic of its trigger type and metric', () => {
    const [segment, measure] = [
      { segment: 'a', threshold: 1 },
      { measure: 'a', threshold: 1 },
    ];
    const outcome = 'any';
    const listensTo = (trigger: Trigger) => expect(topicOf(trigger));
    listensTo({ triggerType: 'segment-threshold-crossed', parameters: segment }).toBe(metricTopic('segment', 'a'));
    listensTo({ triggerType: 'measure-threshold-crossed', parameters: measure }).toBe(metricTopic('measure', 'a'));
    listensTo({ triggerType: 'data-source-refresh-failed', parameters: { dataSource: 'a' } }).toBe(
      runTopic('data-source-refresh-failed'),
    );
    listensTo({ triggerType: 'full-refresh-completed', parameters: { submission: 'any', outcome } }).toBe(
      runTopic('full-refresh-completed'),
    );
    listensTo({ triggerType: 'unification-refresh-completed', parameters: { outcome } }).toBe(
      runTopic('unification-refresh-completed'),
    );
  });
});
