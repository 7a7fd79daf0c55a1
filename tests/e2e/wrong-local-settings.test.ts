import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../local/azurite.ts';
import { AppCopy } from '../support/app-copy.ts';
import { useAzurite } from '../support/use-azurite.ts';

const storage = useAzurite();
const copy = new AppCopy();

describe('a start with a wrong setting', () => {
  const nowhere = 'QueueEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a';
  const account = (key: string) =>
    `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${key};${nowhere}`;
  const cases: [rule: string, environment: () => Record<string, string>, line: RegExp][] = [
    ['a PORT that is no port', () => ({ PORT: 'abc' }), /^Setting PORT: 'abc' is no port; expected 1 to 65535\n$/],
    [
      'a storage that is no connection string',
      () => ({ AzureWebJobsStorage: 'foo' }),
      /^Setting AzureWebJobsStorage: the storage cannot be used \(not a connection string\); expected .*\n$/,
    ],
    [
      'a storage that does not answer',
      () => ({ AzureWebJobsStorage: account('AAAA') }),
      /^Setting AzureWebJobsStorage: the storage cannot be used \(ECONNREFUSED\); expected .*\n$/,
    ],
    [
      'a wrong account key',
      () => ({ AzureWebJobsStorage: storage.connectionString.replace(/AccountKey=[^;]*/, 'AccountKey=AAAA') }),
      /^Setting AzureWebJobsStorage: the storage cannot be used \(403, it refuses the key\); expected .*\n$/,
    ],
    [
      'a SECRETS_KEY that is no key',
      () => ({ AzureWebJobsStorage: storage.connectionString, SECRETS_KEY: 'abc' }),
      /^Setting SECRETS_KEY: its value \(not shown\) is not valid; expected base64 of 32 random bytes.*\n$/,
    ],
  ];
  const ended = new Map<string, { readonly code: number | null; readonly output: string }>();

  afterAll(() => copy.remove());

  beforeAll(async () => {
    copy.settings = '{}';
    const run = async ([rule, environment]: (typeof cases)[number]) => {
      ended.set(rule, await copy.run('start', [], { PORT: String(await freePort()), ...environment() }));
    };
    await Promise.all(cases.map(run));
  }, 120_000);

  test.each(cases)('says so in one line and stops: %s', (rule, _environment, line) => {
    expect(ended.get(rule)).toEqual({ code: 1, output: expect.stringMatching(line) });
  });

  test('says so in one line and stops: settings that are no JSON', async () => {
    copy.settings = '{\n  "Values": {\n    "AzureWebJobsStorage": "UseDev';
    const { code, output } = await copy.run('start', []);
    expect(output).toMatch(/^local\.settings\.json is not usable: .* in line 3, column 28\. It should be .*\n$/);
    expect(code).toBe(1);
  });
});
