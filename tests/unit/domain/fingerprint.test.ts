import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Trigger } from '../../../shared/contract/subscription.ts';
import { fingerprint } from '../../../shared/domain/fingerprint.ts';
import { topicOf } from '../../../shared/domain/subscription.ts';
import { metricTopic, runTopic } from '../../../shared/domain/topic.ts';

describe('the fingerprint of text parts', () => {
  test.each<[rule: string, one: string[], other: string[]]>([
    ['the parts are in another order', ['a', 'b'], ['b', 'a']],
    ['the boundaries of the parts differ', ['ab', 'c'], ['a', 'bc']],
    ['there is one more empty part', ['a', ''], ['a']],
    ['an empty part is in another place', ['', 'a'], ['a', '']],
    ['a part contains a separator', ['a","b'], ['a', 'b']],
    ['a part contains a backslash before a quote', ['a\\', '"b'], ['a\\","', 'b']],
    ['the letter case differs', ['High-Value'], ['high-value']],
    ['there is no part in place of one empty part', [], ['']],
    ['parts look the same but have other characters', ['é'], ['e\u0301']],
  ])('differs when %s', (_rule, one, other) => {
    expect(fingerprint(...one)).not.toBe(fingerprint(...other));
  });

  test('is equal only for equal parts', () => {
    const parts = fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 4 });
    const law = (a: string[], b: string[]) =>
      expect(fingerprint(...a) === fingerprint(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    fc.assert(fc.property(parts, parts, law));
    fc.assert(fc.property(parts, (a) => law(a, [...a])));
  });

  test('has 22 characters that are valid in keys, messages and URLs', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(fingerprint(text)).toMatch(/^[\w-]{22}$/)));
  });

  test('never changes, since stored rows are found by it', () => {
    expect(fingerprint()).toBe('T1PNoYwrqgwDVLtfmj7L5Q');
  });
});

describe('a topic', () => {
  test('differs between segments, measures, data sources, full refresh and unification', () => {
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

  test('is shared by both trigger types of data sources', () => {
    expect(runTopic('data-source-refresh-failed')).toBe(runTopic('data-source-refresh-succeeded'));
  });

  test('contains no dot for any metric name', () => {
    fc.assert(fc.property(fc.string(), (name) => expect(metricTopic('measure', name)).not.toContain('.')));
  });

  test('of a subscription follows from its trigger type and metric', () => {
    const language = 'en' as const;
    const [segment, measure] = [
      { segment: 'a', threshold: 1, language },
      { measure: 'a', threshold: 1, language },
    ];
    const outcome = 'any';
    const listensTo = (trigger: Trigger) => expect(topicOf(trigger));
    listensTo({ triggerType: 'segment-threshold-crossed', parameters: segment }).toBe(metricTopic('segment', 'a'));
    listensTo({ triggerType: 'measure-threshold-crossed', parameters: measure }).toBe(metricTopic('measure', 'a'));
    listensTo({ triggerType: 'data-source-refresh-failed', parameters: { dataSource: 'a', language } }).toBe(
      runTopic('data-source-refresh-failed'),
    );
    listensTo({ triggerType: 'full-refresh-completed', parameters: { submission: 'any', outcome, language } }).toBe(
      runTopic('full-refresh-completed'),
    );
    listensTo({ triggerType: 'unification-refresh-completed', parameters: { outcome, language } }).toBe(
      runTopic('unification-refresh-completed'),
    );
  });
});
