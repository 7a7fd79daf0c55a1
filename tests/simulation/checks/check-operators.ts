import { EVENT_DEAD_LETTERS } from '../../../shared/application/store/keys.ts';
import { START } from '../../support/world.ts';
import { isRedrivable } from '../engine/api-calls.ts';
import type { AnsweredCall } from '../engine/clients.ts';
import type { Call, Timed } from '../engine/scenario.ts';
import type { Outcome } from '../engine/simulate.ts';
import type { History } from './history.ts';
import { endOf, type Lifetime, wasInactive } from './lifetimes.ts';
import { deliveryName, isFinished, type Timeline, versionAt } from './timelines.ts';

type Replay = Extract<Call, { do: 'replay' }>;

/** Every API call that succeeded has had its effect, and without a fault or an outage no call is refused. */
export function checkOperators(outcome: Outcome, history: History): string[] {
  const refusals = outcome.faultCount + outcome.outages.length === 0 ? outcome.refusals : [];
  return [
    ...refusals.map((refusal) => `api: refused without a fault: ${refusal}`),
    ...checkUnrequestedRestarts(outcome, history),
    ...outcome.answered.flatMap((answered) => [...checkAnswer(answered, history), ...checkRedriven(answered, outcome)]),
  ];
}

/** Guarantee 4: a delivered notification is sent again only when an operator asks for it. */
function checkUnrequestedRestarts({ scenario }: Outcome, { deliveries }: History): string[] {
  const isAsked = ({ do: what, ...call }: Timed) =>
    what === 'redeliver' || (what === 'replay' && 'include' in call && call.include === 'all');
  if (scenario.script.some(isAsked)) return [];
  const again = [...deliveries].filter(([, timelines]) =>
    timelines.some((timeline) =>
      timeline.restarts.some((commit) => versionAt(timeline, commit)?.data.state === 'delivered'),
    ),
  );
  return again.map(([name]) => `4: delivered, then restarted without a request: ${name}`);
}

function checkAnswer(answered: AnsweredCall, history: History): string[] {
  const { call } = answered;
  if (call.do === 'redeliver') return checkRedelivery(answered, history, call.sequence);
  if (call.do === 'replay') return checkReplay(answered, history, call);
  if (call.do === 'enable') return checkEnabled(answered, history);
  if (call.do === 'disable') return checkDisabled(answered, history);
  if (call.do === 'remove') return checkRemoved(answered, history);
  return [];
}

function checkRedelivery({ subscriptionId, from, to }: AnsweredCall, history: History, sequence: number): string[] {
  const timelines = history.firings.flatMap((firing) =>
    firing.sequence === sequence ? (timelineOf(history, firing.id, subscriptionId) ?? []) : [],
  );
  const isRestarted = timelines.some(({ restarts }) => restarts.some((commit) => commit >= from && commit < to));
  return isRestarted ? [] : [`api: sequence ${sequence} was not redelivered to ${subscriptionId}`];
}

/**
 * Every delivery in the range of a replay was active at some time during the call: each dead one, and with `all` each finished
 * one. A subscription that became inactive or ended is exempt.
 */
function checkReplay(
  { subscriptionId, from, to }: AnsweredCall,
  history: History,
  { include, since }: Replay,
): string[] {
  const wanted = history.firings.filter(
    ({ commit, committedAt, recipients }) =>
      commit < from &&
      committedAt >= START + since &&
      recipients.some((lifetime) => lifetime.id === subscriptionId && wasActive(lifetime, from, to)),
  );
  return wanted.flatMap(({ id }) => {
    const timeline = timelineOf(history, id, subscriptionId);
    const [before, during] = [
      timeline && versionAt(timeline, from),
      timeline?.versions.filter(isWithin(from, to)) ?? [],
    ];
    if (!before || (timeline?.removedAt ?? to) < to) return [];
    const isDone = [before, ...during].some((one) =>
      include === 'all' ? !isFinished(one) : one.data.state !== 'dead',
    );
    return isDone ? [] : [`api: ${id} was not replayed to ${subscriptionId}`];
  });
}

function wasActive(lifetime: Lifetime, from: number, to: number): boolean {
  return endOf(lifetime) >= to && !wasInactive(lifetime, from, to);
}

function checkEnabled({ subscriptionId, from, to }: AnsweredCall, { lifetimes }: History): string[] {
  const isInactive = lifetimes.some(
    ({ id, inactivePeriods }) =>
      id === subscriptionId && inactivePeriods.some((period) => period.from < from && period.to >= to),
  );
  return isInactive ? [`api: ${subscriptionId} was enabled but stayed inactive`] : [];
}

function checkDisabled({ subscriptionId, from, to }: AnsweredCall, { lifetimes }: History): string[] {
  // It may have been inactive when the call began, and enabled by the next transaction.
  const wasSending = lifetimes.some(
    (one) => one.id === subscriptionId && one.from < from && one.to >= to && !wasInactive(one, from - 1, to),
  );
  return wasSending ? [`api: ${subscriptionId} was disabled but stayed active`] : [];
}

function checkRemoved({ subscriptionId, from, to }: AnsweredCall, { lifetimes }: History): string[] {
  const isThere = lifetimes.some((one) => one.id === subscriptionId && one.from < from && one.to >= to);
  return isThere ? [`api: ${subscriptionId} was removed but is still there`] : [];
}

/** Every redrivable dead letter that existed when the call began has been redriven. */
function checkRedriven({ call, from, to }: AnsweredCall, { log }: Outcome): string[] {
  if (call.do !== 'redrive' && call.do !== 'redrive-many') return [];
  const asked = call.do === 'redrive' ? call.source : 'delivery';
  const letters = new Set<string>();
  for (const { commit, partition, key, data } of log) {
    if (!key.startsWith('x.') || commit >= to) continue;
    const source = partition === EVENT_DEAD_LETTERS ? 'event' : 'delivery';
    const isAsked = source === asked && data && isRedrivable({ source, ...(data as { code: string }) });
    if (isAsked && commit < from) letters.add(`${partition}.${key}`);
    else if (!data) letters.delete(`${partition}.${key}`);
  }
  return [...letters].map((id) => `api: the dead letter ${id} was not redriven`);
}

function timelineOf({ deliveries }: History, firingId: string, subscriptionId = ''): Timeline | undefined {
  return deliveries.get(deliveryName({ firingId, subscriptionId }))?.[0];
}

function isWithin(from: number, to: number) {
  return ({ commit }: { readonly commit: number }) => commit >= from && commit < to;
}
