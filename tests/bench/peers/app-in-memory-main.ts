import { handleDeliveryMessage } from '../../../shared/application/attempt/deliver-batch.ts';
import { receiveMessage } from '../../../shared/application/events/receive-message.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { crossings, prepareSegments } from '../support/crossings.ts';
import { feed } from '../support/feed.ts';
import { realDeps } from '../support/real-deps.ts';
import { callbacksOf, RETRY_WAITS_MS, segmentsOf, type Work } from './work.ts';

/* The process of the app with its storage in memory. */

const [workText = '', sinkUrl = ''] = process.argv.slice(2);
const work: Work = JSON.parse(workText);
const wired = realDeps({
  store: new MemoryStore(),
  deliveries: {
    enqueue: async (message, delay) => void setTimeout(() => void handleDeliveryMessage(deps, message), delay),
  },
  events: { publish: async () => {} },
});
const deps = { ...wired, settings: { ...wired.settings, retrySchedule: RETRY_WAITS_MS } };
const segments = segmentsOf(work);
await prepareSegments(deps, segments, (metric) => callbacksOf(work, metric, sinkUrl));
process.on('message', () => void feed(crossings(segments), receive));
process.once('disconnect', () => process.exit(0));
process.send?.('ready');

async function receive(message: object): Promise<void> {
  await receiveMessage(deps, { queue: 'metric-change', message, insertedAt: Date.now() });
}
