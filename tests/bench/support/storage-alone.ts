import { freePorts, startAzurite } from '../../../local/azurite.ts';
import { createQueues } from '../../../local/event-queues.ts';
import type { Cipher } from '../../../shared/application/ports.ts';
import { CountedApp } from './counted-app.ts';
import { observedStorage, type SentRequest } from './counted-storage.ts';
import { BATCH_SIZE, feed } from './feed.ts';
import { copyRows, type PreparedRows } from './prepared-rows.ts';
import { replay } from './replay.ts';

/** Crossings, the rows that they need, and the key of the secrets in these rows. */
export interface Work {
  readonly rows: PreparedRows;
  readonly messages: readonly object[];
  readonly cipher: Cipher;
}

/** The requests by which the app handles crossings. */
export async function recordRequests({ rows, messages, cipher }: Work): Promise<SentRequest[]> {
  const app = await CountedApp.start({ cipher });
  try {
    await copyRows(app.deps.store, rows);
    await feed(messages, (message) => app.enqueue('metric-change', message));
    await app.drain('metric-change', BATCH_SIZE);
    return app.sent;
  } finally {
    await app.stop();
  }
}

/** The same requests with a lane for each segment: the events of one message do not wait for each other. */
export function laneOfEachTopic(sent: readonly SentRequest[]): SentRequest[] {
  const lanes = new Map<string, number>();
  return sent.map((request) => {
    const topic = /segment-[\w-]{22}/.exec(request.url + request.body)?.[0] ?? String(request.lane);
    const lane = lanes.get(topic) ?? lanes.size;
    lanes.set(topic, lane);
    return { ...request, lane };
  });
}

/** Measures in how many milliseconds an emulator of its own serves recorded requests, without the app. */
export async function timeAlone({ rows, messages }: Work, sent: readonly SentRequest[]): Promise<number> {
  const azurite = await startAzurite({ ports: await freePorts() });
  try {
    await createQueues({ AzureWebJobsStorage: azurite.connectionString });
    const { store, queues } = observedStorage(azurite.connectionString, () => {});
    await copyRows(store, rows);
    await feed(messages, async () => void (await queues['metric-change'].sendMessage('e30=')));
    const startedAt = performance.now();
    await replay(sent, azurite.connectionString);
    return performance.now() - startedAt;
  } finally {
    await azurite.stop();
  }
}
