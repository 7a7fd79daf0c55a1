import { describe, expect, test } from '@jest/globals';
import { createQueues } from '../../local/event-queues.ts';
import { useAzurite } from '../support/use-azurite.ts';

const storage = useAzurite();
const AWAY =
  'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;QueueEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a';

describe('a local start', () => {
  test('makes the three queues', async () => {
    await createQueues({ AzureWebJobsStorage: storage.connectionString, METRIC_CHANGE_QUEUE: 'renamed' });
    const names: string[] = [];
    for await (const { name } of storage.queues.listQueues()) names.push(name);
    expect(names.toSorted()).toEqual(['refresh-status', 'renamed', 'webhook-delivery']);
  });

  test.each(['AzureWebJobsStorage', 'EventsStorage'])(
    'names %s in one line when that storage is away',
    async (away) => {
      const settings = { AzureWebJobsStorage: storage.connectionString, [away]: AWAY };
      await expect(createQueues(settings)).rejects.toThrow(
        new RegExp(`^Setting ${away}: the storage cannot be used \\(ECONNREFUSED\\); expected .*$`),
      );
    },
  );
});
