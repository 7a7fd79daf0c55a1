import { createPoisonQueues } from '../../../shared/adapters/storage/poison-queues.ts';
import { createDeliveryQueue, createEventPublisher } from '../../../shared/adapters/storage/queues.ts';
import { StorageUnavailableError } from '../../../shared/application/errors.ts';
import type { Deps, KeyRange, PoisonQueue, Store, WebhookRequest, Write } from '../../../shared/application/ports.ts';
import { createAttemptLimiter, createKeyedMutex } from '../../../shared/application/process-limits.ts';
import type { Settings } from '../../../shared/application/settings.ts';
import type { World } from '../../support/world.ts';
import type { Conditions } from './conditions.ts';
import { logClientOf } from './log-clients.ts';
import type { Logs } from './logs.ts';
import type { ObservedStore } from './observed-store.ts';
import { clientOf } from './queue-clients.ts';
import type { Queues } from './queues.ts';
import { type Receivers, unreachable } from './receivers.ts';
import type { Scheduler } from './scheduler.ts';
import type { Signature } from './states.ts';
import type { Process } from './step.ts';

/** Everything outside of the processes: the simulated services and the scheduler. */
export interface Outside {
  readonly scheduler: Scheduler;
  readonly observed: ObservedStore;
  readonly receivers: Receivers;
  readonly queues: Queues;
  readonly logs: Logs;
  /** The hash of the store and the queues. */
  readonly signature: Signature;
  /** The settings that the scenario overrides. */
  readonly settings: Partial<Settings>;
  readonly conditions: Conditions;
  /** See `alike-steps.ts`. */
  readonly interchangeable: ReadonlyMap<string, string>;
  /** A number of its own for each invocation. */
  readonly nextInvocation: () => number;
  /** What calls nothing outside: one for all processes of a run. */
  readonly world: World;
}

/** The process that runs a sabotaged application, and what it handles. */
export interface Circumstances {
  readonly process: Process;
  readonly scheduler: Scheduler;
  /** The process handles a message that was taken before. */
  readonly isRedelivery: boolean;
}

/** A faulty variant of the application: it changes the dependencies of a process. */
export type Sabotage = (deps: Deps, circumstances: Circumstances) => Deps;

/** The waits between attempts. They grow like the default schedule, but the run stays short. */
export const RETRY_SCHEDULE = [5_000, 60_000, 300_000];

/** The dependencies of a process. Each call to the outside is a step of the scheduler. */
export function depsOf(outside: Outside, process: Process): Deps {
  const { scheduler, conditions } = outside;
  const base = outside.world.deps;
  const invocation = outside.nextInvocation();
  return {
    ...base,
    attemptLimiter: createAttemptLimiter(),
    topicMutex: createKeyedMutex(),
    store: storeOf(outside, process),
    ...queuesOf(outside, process),
    diagnostics: logClientOf(scheduler, outside.logs, process),
    sender: { send: (request) => send(outside, { process, invocation }, request) },
    clock: {
      now: () => scheduler.now + conditions.clockOffset(process),
      sleep: (waits, signal) => sleep(outside, process, { waits, signal }),
    },
    chance: { random: () => scheduler.random.next(), secret: (bytes) => secretOf(scheduler, bytes) },
    settings: { ...base.settings, retrySchedule: RETRY_SCHEDULE, ...outside.settings },
  };
}

async function ifAvailable<T>(conditions: Conditions, part: 'table' | 'queues', act: () => Promise<T>): Promise<T> {
  if (conditions.outageEnd(part)) throw new StorageUnavailableError(new Error('simulated: an outage'));
  return act();
}

/** The range of one page. The service may end a page at any row. */
function pageOf({ scheduler, conditions }: Outside, range: KeyRange): KeyRange {
  const { longestPage } = conditions.surroundings;
  if (longestPage === undefined) return range;
  return { ...range, top: Math.min(range.top ?? longestPage, 1 + scheduler.random.below(longestPage)) };
}

function secretOf({ random }: Scheduler, bytes: number): string {
  return Buffer.from(Array.from({ length: bytes }, () => random.below(256))).toString('base64url');
}

function storeOf(outside: Outside, process: Process): Store {
  const { scheduler, observed, conditions } = outside;
  const request = <T>(act: () => Promise<T>) => ifAvailable(conditions, 'table', act);
  return {
    noteUnreadable: observed.store.noteUnreadable.bind(observed.store),
    read: (partition: string, key: string) =>
      scheduler.call({
        process,
        kind: 'read',
        what: `read ${key}`,
        act: () => request(() => observed.store.read(partition, key)),
      }),
    range: (partition: string, range: KeyRange) =>
      scheduler.call({
        process,
        kind: 'range',
        what: `range ${range.from}`,
        act: () => request(() => observed.store.range(partition, pageOf(outside, range))),
      }),
    commit: (partition: string, writes: readonly Write[]) =>
      scheduler.call({
        process,
        kind: 'commit',
        what: `commit ${writes.map(({ kind, key }) => `${kind} ${key}`).join(', ')}`,
        act: () => request(() => observed.commit(partition, conditions.asWrittenBy(process, writes))),
      }),
  };
}

/** The application's own queue adapters, over the in-memory queues. */
function queuesOf(
  { scheduler, queues, conditions, logs }: Outside,
  process: Process,
): Pick<Deps, 'deliveries' | 'events' | 'poison'> {
  const request = <T>(act: () => Promise<T>) => ifAvailable(conditions, 'queues', act);
  const poison = (name: PoisonQueue) => clientOf({ scheduler, process, request }, queues.all[name].poison);
  const sent = (messageId: string, text: string) => {
    const fromLogs = logs.messageOf(text);
    if (fromLogs) queues.posted.set(messageId, fromLogs);
    else queues.noteRepublished(messageId, text);
  };
  const events = (name: PoisonQueue) => clientOf({ scheduler, process, request, sent }, queues.all[name].main);
  return {
    deliveries: createDeliveryQueue(clientOf({ scheduler, process, request }, queues.all['webhook-delivery'].main)),
    events: createEventPublisher({
      'refresh-status': events('refresh-status'),
      'metric-change': events('metric-change'),
    }),
    poison: createPoisonQueues({
      'refresh-status': poison('refresh-status'),
      'metric-change': poison('metric-change'),
      'webhook-delivery': poison('webhook-delivery'),
    }),
  };
}

interface Sender {
  readonly process: Process;
  readonly invocation: number;
}

function send(outside: Outside, { process, invocation }: Sender, request: WebhookRequest) {
  const { scheduler, receivers, observed, interchangeable } = outside;
  const id = request.headers['webhook-id'] ?? '';
  const common = interchangeable.get(request.url);
  return scheduler.call<Awaited<ReturnType<Deps['sender']['send']>>>({
    process,
    kind: 'send',
    what: `send ${id} to ${request.url}`,
    // The id ends with the sequence of the firing.
    alike: common && `${invocation} ${common} ${id.split('.').at(-1)}`,
    act: (isLost) => receivers.receive(request, { process, now: scheduler.now, isLost, atCommit: observed.commits }),
    // A sender never throws.
    failure: () => unreachable,
    takes: () => receivers.delayOf(request.url),
  });
}

interface Sleep {
  readonly waits: number;
  readonly signal: AbortSignal | undefined;
}

function sleep({ scheduler }: Outside, process: Process, { waits, signal }: Sleep): Promise<void> {
  const what = `wake ${process.name}`;
  return scheduler.call<void>({ process, kind: 'sleep', what, waits, signal, act: () => undefined });
}
