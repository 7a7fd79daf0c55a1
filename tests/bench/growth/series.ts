import { handleDeliveryMessage } from '../../../shared/application/attempt/deliver-batch.ts';
import { receiveMessage } from '../../../shared/application/events/receive-message.ts';
import { sweep } from '../../../shared/application/maintenance/sweep.ts';
import type { DeliveryMessage } from '../../../shared/application/ports.ts';
import { refreshEvent, sampleEvent } from '../../support/event-builders.ts';
import { enterEnvironments } from '../../support/many-environments.ts';
import { enterThresholds } from '../../support/many-thresholds.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { World } from '../../support/world.ts';
import { REPEATS, repeat } from '../figure.ts';
import { median } from '../statistics.ts';
import { ABOVE, BELOW, metricChange, prepareSegments } from '../support/crossings.ts';
import { memoryDeps } from '../support/memory-deps.ts';

/** What something costs at a size. */
export interface Point {
  readonly size: number;
  readonly requests: number;
  readonly rowsRead: number;
  readonly milliseconds: number;
}

/** How a cost grows. */
export interface Series {
  readonly title: string;
  /** What there is more of from point to point. */
  readonly of: string;
  readonly points: readonly Point[];
}

const ACCEPTED = { kind: 'answered', answer: { status: 202 } } as const;

/** Requests and rows are those of the table; the first measurement warms up. */
async function costOf(store: MemoryStore, size: number, act: (run: number) => Promise<unknown>): Promise<Point> {
  await act(-1);
  const { requests, rowsRead } = store;
  const times = await repeat(async (run) => {
    const startedAt = performance.now();
    await act(run);
    return performance.now() - startedAt;
  });
  const each = (count: number) => count / REPEATS;
  return {
    size,
    requests: each(store.requests - requests),
    rowsRead: each(store.rowsRead - rowsRead),
    milliseconds: median(times),
  };
}

/** An event that crosses ten thresholds, or all there are, among many on its metric. */
export async function eventsAmongSubscriptions(): Promise<Series> {
  const points: Point[] = [];
  for (const size of [100, 1_000, 10_000, 100_000]) {
    const world = new World();
    world.deps.report = () => {};
    await enterThresholds(world, size);
    await world.receive('metric-change', sampleEvent(5));
    const crossTen = async () => {
      await world.receive('metric-change', sampleEvent(105));
      await world.receive('metric-change', sampleEvent(5));
    };
    points.push(await costOf(world.store, size, crossTen));
  }
  return {
    title: 'One event that crosses 10 thresholds, and the fall after it',
    of: 'subscriptions on its metric',
    points,
  };
}

/** A run that fires for many subscribers, until the last webhook is recorded. */
export async function firingsToSubscribers(): Promise<Series> {
  const points: Point[] = [];
  for (const size of [1, 10, 100, 1_000]) {
    const world = new World();
    world.deps.report = () => {};
    for (let index = 0; index < size; index++)
      await world.subscribe('data-source-refresh-failed', { callbackUrl: `https://flow.example/${index}` });
    const fire = async (run: number) => {
      await world.receive('refresh-status', refreshEvent({ runId: `job-${run}` }));
      await world.drainQueue();
    };
    points.push(await costOf(world.store, size, fire));
  }
  return { title: 'One firing', of: 'subscribers', points };
}

/** A day in which every metric is refreshed four times, and crosses its threshold twice. */
export async function daysOfMetrics(): Promise<Series> {
  const points: Point[] = [];
  for (const size of [10, 100, 1_000]) {
    const store = new MemoryStore();
    const queued: DeliveryMessage[] = [];
    const deps = {
      ...memoryDeps(store, { sender: { send: async () => ACCEPTED } }),
      deliveries: { enqueue: async (message: DeliveryMessage) => void queued.push(message) },
    };
    await prepareSegments(deps, { environmentId: 'bench', count: size }, () => ['http://localhost/']);
    const refresh = async (step: number) => {
      for (let segment = 0; segment < size; segment++) {
        const message = metricChange({ environmentId: 'bench', segment }, step, step % 2 === 0 ? ABOVE : BELOW);
        await receiveMessage(deps, { queue: 'metric-change', message, insertedAt: Date.now() });
      }
      for (const message of queued.splice(0)) await handleDeliveryMessage(deps, message);
    };
    const day = async (repeat: number) => {
      for (let hour = 0; hour < 4; hour++) await refresh(10 + repeat * 4 + hour);
    };
    points.push(await costOf(store, size, day));
  }
  return { title: 'A day of 4 refreshes', of: 'metrics', points };
}

/** A sweep with nothing due. */
export async function sweepsOfEnvironments(): Promise<Series> {
  const points: Point[] = [];
  for (const size of [10, 100, 1_000, 10_000, 100_000]) {
    const store = new MemoryStore();
    await enterEnvironments(store, size);
    points.push(await costOf(store, size, () => sweep(memoryDeps(store))));
  }
  return { title: 'A sweep with nothing due', of: 'environments', points };
}
