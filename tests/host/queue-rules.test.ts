import { describe, expect, test } from '@jest/globals';
import { Backoff } from '../../local/host/queue/backoff.ts';
import { bindingData } from '../../local/host/queue/binding-data.ts';
import { decodeMessage, encodeMessage } from '../../local/host/queue/message-text.ts';
import { outputMessages } from '../../local/host/queue/output-messages.ts';
import { normalizeQueueName, poisonQueueName } from '../../local/host/queue/queue-name.ts';
import { stopLimits } from '../../local/host/stop-host.ts';
import { restartPause } from '../../local/host/worker-supervisor.ts';

describe('the backoff between empty polls', () => {
  test.each([
    ['least', 0, [100, 180, 260, 420, 740, 1000, 1000]],
    ['most', 1, [100, 220, 340, 580, 1000, 1000, 1000]],
  ])('doubles from 100 ms up to the maximum, with the %s jitter', (_name, random, expected) => {
    const backoff = new Backoff(1_000, () => random);
    expect(expected.map(() => Math.round(backoff.next()))).toEqual(expected);
  });

  test('starts over after a message', () => {
    const backoff = new Backoff(1_000);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(100);
  });
});

test.each([
  [1, 0],
  [2, 500],
  [3, 1_000],
  [20, 30_000],
])('after %d early crashes the worker is restarted in %d ms', (crashes, expected) => {
  expect(restartPause(crashes)).toBe(expected);
});

test('a graceful stop takes less than the 5 s that Azure allows', () => {
  expect(Object.values(stopLimits).reduce((sum: number, limit) => sum + limit, 0)).toBeLessThan(5_000);
});

describe('a queue name', () => {
  test.each(['abc', 'a-b', '123', 'x'.repeat(63)])('may be %s', (name) => {
    expect(normalizeQueueName(name, 'a test')).toBe(name);
  });

  test.each(['ab', 'x'.repeat(64), '-ab', 'ab-', 'a--b', 'a_b', 'a.b', ''])('may not be %j', (name) => {
    expect(() => normalizeQueueName(name, 'a test')).toThrow(`a test names the queue '${name}'`);
  });

  test('is lower-cased', () => {
    expect(normalizeQueueName('Orders', 'a test')).toBe('orders');
  });

  test.each([
    ['orders', 'orders-poison'],
    ['x'.repeat(56), `${'x'.repeat(56)}-poison`],
    ['x'.repeat(57), undefined],
    ['orders-poison', undefined],
  ])('%s has the poison queue %p', (name, expected) => {
    expect(poisonQueueName(name)).toBe(expected);
  });
});

describe('a base64 message', () => {
  test.each([
    ['aGk=', 'hi'],
    ['aG\r\nk=', 'hi'],
    ['', ''],
    ['aGk', undefined],
    ['{"a":1}', undefined],
    ['aGk_', undefined],
    ['a===', undefined],
  ])('with the text %j is decoded as %p', (text, expected) => {
    expect(decodeMessage(text, 'base64')).toBe(expected);
  });

  test('keeps its text when it is encoded and decoded', () => {
    expect(decodeMessage(encodeMessage('hällo', 'base64'), 'base64')).toBe('hällo');
  });
});

describe('binding data', () => {
  const time = new Date('2026-01-02T03:04:05Z');
  const message = {
    messageId: 'm',
    popReceipt: 'p',
    dequeueCount: 2,
    insertedOn: time,
    expiresOn: time,
    nextVisibleOn: time,
  };

  test('are the properties of the message by default', () => {
    const { triggerMetadata, hidden } = bindingData('text', message);
    expect(hidden).toEqual([]);
    expect(triggerMetadata).toEqual({
      QueueTrigger: { string: 'text' },
      DequeueCount: { int: 2 },
      Id: { string: 'm' },
      PopReceipt: { string: 'p' },
      InsertionTime: { string: '2026-01-02T03:04:05+00:00' },
      ExpirationTime: { string: '2026-01-02T03:04:05+00:00' },
      NextVisibleTime: { string: '2026-01-02T03:04:05+00:00' },
    });
  });

  test('include the properties of a JSON object, which take precedence in any case, without arrays and nulls', () => {
    const { triggerMetadata, hidden } = bindingData(
      '{"ID":7,"flag":true,"list":[1],"none":null,"nested":{"a":1}}',
      message,
    );
    expect(hidden).toEqual(['ID']);
    expect(triggerMetadata).toMatchObject({
      Id: { string: '7' },
      flag: { string: 'True' },
      nested: { json: '{"a":1}' },
    });
    expect(Object.keys(triggerMetadata)).not.toContain('list');
    expect(Object.keys(triggerMetadata)).not.toContain('none');
  });

  test.each(['[{"id":1}]', '"id"', '{"id":', '17'])('include no property of the body %s', (text) => {
    expect(bindingData(text, message).hidden).toEqual([]);
  });
});

describe('the value of a queue output', () => {
  test.each([
    ['text is one message', { string: 'text' }, ['text']],
    ['an object is indented JSON', { json: '{"a":1}' }, ['{\n  "a": 1\n}']],
    ['an array is one message for each element', { json: '["a",{"b":1},2,null]' }, ['a', '{\n  "b": 1\n}', '2']],
    ['text that is a JSON object is printed again', { string: ' {"a":1} ' }, ['{\n  "a": 1\n}']],
    ['text that is a JSON array is split', { string: '[1,2]' }, ['1', '2']],
    ['text that only looks like JSON stays as it is', { string: '{a}' }, ['{a}']],
    ['a number is its digits', { int: 5 }, ['5']],
    ['zero is a message', { int: 0 }, ['0']],
    ['a boolean is written as .NET writes it', { json: 'true' }, ['True']],
    ['nothing is no message', undefined, []],
    ['null is no message', null, []],
  ])('%s', (_rule, data, expected) => {
    expect(outputMessages(data)).toEqual(expected);
  });
});
