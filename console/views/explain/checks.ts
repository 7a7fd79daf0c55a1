import type { Delivery } from '../../api/deliveries.ts';
import type { Overview } from '../../api/overview.ts';
import type { Subscription } from '../../api/subscriptions.ts';
import type { Firing } from '../../parts/firing-words.ts';
import type { Tone } from '../../parts/status-word.tsx';
import { displayNameOf, subjectNameOf } from '../../parts/waits.ts';
import type { Speech } from '../../texts/speech.ts';
import { hasOutcome, mismatchOf } from './matching.ts';

/** One thing that was looked at, and how it stands. */
export interface Check {
  readonly tone: Tone;
  readonly text: string;
  /** Why, in the words of the app. */
  readonly reason?: string | undefined;
  readonly at?: string | undefined;
}

/** What is known of a subscription and of what it waits for. */
export interface Known {
  readonly subscription: Subscription;
  readonly overview: Overview;
  /** Of the topic of the subscription, newest first. */
  readonly firings: readonly Firing[];
  readonly deliveries: readonly Delivery[];
}

/** Everything that decides whether a flow starts, from the subscription to what has happened. */
export function checksOf(speech: Speech, known: Known): Check[] {
  const { subscription, overview } = known;
  if (!hasEvents(overview)) {
    const { environmentId: environment } = subscription;
    return [
      statusCheck(speech, subscription),
      { tone: 'bad', text: speech.text('explain.events-none', { environment }) },
    ];
  }
  return [
    statusCheck(speech, subscription),
    { tone: 'good', text: speech.text('explain.events'), at: lastEventOf(overview) },
    subscription.parameters.threshold === undefined ? runCheck(speech, known) : metricCheck(speech, known),
  ];
}

/** What explains best why a flow did not start: the first fault, or what became of the last firing, or that nothing happened. */
export function verdictOf(speech: Speech, known: Known, checks: readonly Check[]): Check {
  const bad = checks.find(({ tone }) => tone === 'bad' || tone === 'paused' || tone === 'off');
  if (bad) return bad;
  const { subscription, firings, deliveries } = known;
  const last = firings.find((firing) => mismatchOf(subscription, firing) === undefined);
  const delivery = last && deliveries.find(({ firingId }) => firingId === last.id);
  if (delivery?.state === 'dead') {
    const { reasonText = '' } = delivery;
    return { tone: 'bad', text: speech.text('explain.was-dead', { reason: reasonText }), at: last?.decidedAt };
  }
  if (delivery && delivery.state !== 'delivered') {
    const { reasonText: reason } = delivery;
    return { tone: 'waiting', text: speech.text('explain.is-under-way'), reason, at: last?.decidedAt };
  }
  if (delivery) return { tone: 'good', text: speech.text('explain.was-delivered'), at: last?.decidedAt };
  const hint = checks.findLast(({ tone }) => tone === 'warning' || tone === 'waiting');
  return hint ?? { tone: 'good', text: speech.text('explain.all-well') };
}

const STATUS_TONES = { failing: 'bad', dormant: 'paused', disabled: 'off', gone: 'off' } as const;

function statusCheck(speech: Speech, subscription: Subscription): Check {
  const { status, statusSince, consecutiveFailures: count, lastDelivery } = subscription;
  if (status !== 'active') {
    const reason = status === 'failing' ? lastDelivery?.reasonText : undefined;
    return { tone: STATUS_TONES[status], text: speech.text(`explain.${status}`), reason, at: statusSince };
  }
  if (count === 0) return { tone: 'good', text: speech.text('explain.active') };
  const reason = lastDelivery?.reasonText;
  return { tone: 'warning', text: speech.text('explain.attempts-failed', { count }), reason, at: lastDelivery?.at };
}

function hasEvents({ processes, segments, measures }: Overview): boolean {
  return processes.length + segments.length + measures.length > 0;
}

function lastEventOf({ processes, segments, measures }: Overview): string | undefined {
  const times = [
    ...processes.map(({ endedAt }) => endedAt),
    ...[...segments, ...measures].map(({ evaluatedAt }) => evaluatedAt),
  ];
  return times.toSorted((one, other) => Date.parse(other) - Date.parse(one))[0];
}

/** At most this many names are shown of those that could have been meant. */
const MOST_NAMES = 8;

function notNamed(speech: Speech, name: string, known: readonly { readonly name?: string | undefined }[]): Check {
  const names = known.flatMap((one) => one.name ?? []).slice(0, MOST_NAMES);
  const text =
    names.length === 0
      ? speech.text('explain.not-named-none', { name })
      : speech.text('explain.not-named', { name, known: names.join(', ') });
  return { tone: 'bad', text };
}

function metricCheck(speech: Speech, { subscription, overview, firings }: Known): Check {
  const { segment, threshold = 0 } = subscription.parameters;
  const unique = subjectNameOf(subscription) ?? '';
  const metrics = segment === undefined ? overview.measures : overview.segments;
  const metric = metrics.find((one) => one.name === unique);
  if (!metric) return notNamed(speech, unique, metrics);
  const { displayName: name, value, evaluatedAt: at } = metric;
  if (value === threshold) return { tone: 'waiting', text: speech.text('explain.at', { name, value }), at };
  if (value < threshold) {
    const missing = Number((threshold - value).toPrecision(12));
    return { tone: 'waiting', text: speech.text('explain.below', { name, value, missing, threshold }), at };
  }
  const hasCrossed = firings.some((firing) => mismatchOf(subscription, firing) === undefined);
  return hasCrossed
    ? { tone: 'good', text: speech.text('explain.above-crossed', { name, value, threshold }), at }
    : { tone: 'warning', text: speech.text('explain.above', { name, value, threshold }), at };
}

const PROCESSES: Readonly<Record<string, string>> = {
  'full-refresh-completed': 'full-refresh',
  'unification-refresh-completed': 'unification',
};

function runCheck(speech: Speech, { subscription, overview: { processes }, overview }: Known): Check {
  const { triggerType, parameters } = subscription;
  const { dataSource, submission = 'any', outcome = 'any' } = parameters;
  const kind = PROCESSES[triggerType] ?? 'data-source';
  const own = processes.filter(({ process }) => process === kind);
  const [last] = own
    .filter(({ name }) => dataSource === undefined || name === dataSource)
    .toSorted((one, other) => Date.parse(other.endedAt) - Date.parse(one.endedAt));
  if (!last) {
    if (dataSource !== undefined) return notNamed(speech, dataSource, own);
    return { tone: 'waiting', text: speech.text('explain.no-run') };
  }
  const name = displayNameOf(subscription, overview) ?? last.displayName;
  const { status, endedAt: at } = last;
  if (submission !== 'any' && last.submission !== submission)
    return { tone: 'waiting', text: speech.text('explain.run-submission', { name }), at };
  const isWanted = firesFor(triggerType, status) && hasOutcome(outcome, status);
  const key = isWanted ? 'explain.run-matches' : 'explain.run-other';
  return {
    tone: isWanted ? 'good' : 'waiting',
    text: speech.text(key, { name, status: speech.text(`run.${status}`) }),
    at,
  };
}

/** Whether a run of this end fires the trigger at all. */
function firesFor(triggerType: Subscription['triggerType'], status: Overview['processes'][number]['status']): boolean {
  const hasSucceeded = status === 'succeeded' || status === 'completedWithWarnings';
  if (triggerType === 'data-source-refresh-failed') return status === 'failed';
  return hasSucceeded || (status === 'failed' && triggerType !== 'data-source-refresh-succeeded');
}
