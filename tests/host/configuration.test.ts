import { describe, expect, test } from '@jest/globals';
import { parseHostJson } from '../../local/host/config/host-json.ts';
import { Settings } from '../../local/host/config/settings.ts';
import { formatTimeSpan, parseDuration, parseTimeSpan } from '../../local/host/config/time-span.ts';
import { isModuleFile } from '../../local/host/worker/load-app.ts';

const noSettings = new Settings({});

describe('a time span', () => {
  test.each([
    ['00:00:02', 2_000],
    ['00:00:00.100', 100],
    ['00:00:00.0000001', 0],
    ['23:59:59', 86_399_000],
    ['1.00:00:00', 86_400_000],
    ['00:10', 600_000],
    ['24:00:00', undefined],
    ['00:60:00', undefined],
    ['00:00:60', undefined],
    ['2000', undefined],
    ['', undefined],
  ])('%j is %p ms', (text, expected) => {
    expect(parseTimeSpan(text)).toBe(expected);
  });

  test.each([
    [2_000, '00:00:02'],
    [90_061_500, '1.01:01:01.500'],
  ])('%d ms is written %s', (milliseconds, expected) => {
    expect(formatTimeSpan(milliseconds)).toBe(expected);
  });
});

test.each([
  ['10m', 600_000],
  ['4s', 4_000],
  ['500ms', 500],
  ['1.5h', 5_400_000],
  ['4', undefined],
  ['-4s', undefined],
])('the duration %j is %p ms', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

describe('host.json', () => {
  test('has the defaults of Azure, with polling every 2 s as in development', () => {
    const { queues, ...rest } = parseHostJson({ version: '2.0' }, noSettings);
    expect(rest).toEqual({ functionTimeout: 1_800_000, routePrefix: 'api', logLevels: { default: 'information' } });
    expect(queues).toMatchObject({
      maxPollingInterval: 2_000,
      visibilityTimeout: 0,
      batchSize: 16,
      maxDequeueCount: 5,
      messageEncoding: 'base64',
    });
    expect(queues.newBatchThreshold % 8).toBe(0);
  });

  test('has names in any case, and ignores unknown ones', () => {
    const content = {
      Version: '2.0',
      Extensions: { Queues: { BatchSize: 3, newBatchThreshold: 0 }, blobs: {} },
      other: 1,
    };
    expect(parseHostJson(content, noSettings).queues).toMatchObject({ batchSize: 3, newBatchThreshold: 0 });
  });

  test('is overridden by settings with names in any case', () => {
    const settings = new Settings({
      AzureFunctionsJobHost__extensions__queues__batchSize: '2',
      'azurefunctionsjobhost:functiontimeout': '-1',
    });
    const content = { version: '2.0', functionTimeout: '00:01:00', extensions: { queues: { batchSize: 3 } } };
    const options = parseHostJson(content, settings);
    expect({ batchSize: options.queues.batchSize, functionTimeout: options.functionTimeout }).toEqual({
      batchSize: 2,
      functionTimeout: Number.POSITIVE_INFINITY,
    });
  });

  test.each([
    ['batchSize', 1, true],
    ['batchSize', 0, false],
    ['batchSize', 32, true],
    ['batchSize', 33, false],
    ['batchSize', 1.5, false],
    ['newBatchThreshold', 0, true],
    ['newBatchThreshold', -1, false],
    ['maxDequeueCount', 1, true],
    ['maxDequeueCount', 0, false],
    ['maxPollingInterval', '00:00:00.100', true],
    ['maxPollingInterval', '00:00:00.099', false],
    ['maxPollingInterval', 2000, false],
    ['visibilityTimeout', '7.00:00:00', true],
    ['visibilityTimeout', '7.00:00:01', false],
    ['messageEncoding', 'None', true],
    ['messageEncoding', 'utf8', false],
  ])('can have queues.%s = %j: %p', (name, value, isAllowed) => {
    const parse = () => parseHostJson({ version: '2.0', extensions: { queues: { [name]: value } } }, noSettings);
    if (isAllowed) expect(parse).not.toThrow();
    else expect(parse).toThrow(`host.json: extensions.queues.${name} is ${JSON.stringify(value)}; expected`);
  });

  test.each([
    [{}, 'host.json: version is undefined; expected "2.0".'],
    [{ version: '1.0' }, 'host.json: version is "1.0"; expected "2.0".'],
    [{ version: '2.0', functionTimeout: 'long' }, 'host.json: functionTimeout is "long"; expected a time span string'],
    [
      { version: '2.0', logging: { logLevel: { default: 'loud' } } },
      'host.json: logging.logLevel.default is "loud"; expected one of trace,',
    ],
    [[], 'host.json: the whole file is []'],
  ])('is refused with the name of the wrong value: %j', (content, message) => {
    expect(() => parseHostJson(content, noSettings)).toThrow(message);
  });
});

describe('settings', () => {
  const settings = new Settings({ QUEUE: 'orders', Flag: 'TRUE', EMPTY: '' });

  test('replace each %NAME% in any case', () => {
    expect(settings.resolve('a-%QUEUE%-%queue%', 'a test')).toBe('a-orders-orders');
  });

  test.each(['%NONE%', '%EMPTY%'])('refuse %s, since it has no value', (text) => {
    expect(() => settings.resolve(text, 'a test')).toThrow(`a test refers to '${text}'`);
  });

  test('are compared with true in any case', () => {
    expect([settings.isTrue('FLAG'), settings.isTrue('QUEUE'), settings.isTrue('NONE')]).toEqual([true, false, false]);
  });
});

test.each([
  ['a.mjs', false, true],
  ['a.cjs', true, false],
  ['a.js', true, true],
  ['a.js', false, false],
])('%s in a module package (%p) is an ES module: %p', (file, isModulePackage, expected) => {
  expect(isModuleFile(file, { isModulePackage })).toBe(expected);
});
