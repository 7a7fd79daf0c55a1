import { EVENT_DEAD_LETTERS } from '../../../shared/application/store/keys.ts';
import { START } from '../../support/world.ts';
import { isWorthIt } from '../engine/calls.ts';
import type { Answered } from '../engine/clients.ts';
import type { Call, Timed } from '../engine/scenario.ts';
import type { Outcome } from '../engine/simulate.ts';
import { deliveryName, isFinished, type Story, versionAt } from './delivery-history.ts';
import type { History } from './history.ts';
import { endOf, type Life, sleptWithin } from './lifetimes.ts';

type Replay = Extract<Call, { do: 'replay' }>;

/** What an operator was told is done has been done, and without a fault nobody is refused. */
export function checkOperators(outcome: Outcome, history: History): string[] {
  const refused = outcome.injected === 0 ? outcome.refusals : [];
  return [
    ...refused.map((refusal) => `6: refused without need: ${refusal}`),
    ...checkRenewed(outcome, history),
    ...outcome.answered.flatMap((answered) => [...checkAnswer(answered, history), ...checkRedriven(answered, outcome)]),
  ];
}

/** Only who asks for what was delivered gets it again. */
function checkRenewed({ scenario }: Outcome, { deliveries }: History): string[] {
  const isAsked = ({ do: what, ...call }: Timed) =>
    what === 'redeliver' || (what === 'replay' && 'include' in call && call.include === 'all');
  if (scenario.script.some(isAsked)) return [];
  const again = [...deliveries].filter(([, stories]) =>
    stories.some((story) => story.renewals.some((commit) => versionAt(story, commit)?.data.state === 'delivered')),
  );
  return again.map(([name]) => `4: delivered, and sent again: ${name}`);
}

function checkAnswer(answered: Answered, history: History): string[] {
  const { call } = answered;
  if (call.do === 'redeliver') return checkRedelivery(answered, history, call.sequence);
  if (call.do === 'replay') return checkReplay(answered, history, call);
  if (call.do === 'enable') return checkAwake(answered, history);
  return [];
}

function checkRedelivery({ subscriptionId, from, to }: Answered, history: History, sequence: number): string[] {
  const stories = history.firings.flatMap((firing) =>
    firing.sequence === sequence ? (storyOf(history, firing.id, subscriptionId) ?? []) : [],
  );
  const isRenewed = stories.some(({ renewals }) => renewals.some((commit) => commit >= from && commit < to));
  return isRenewed ? [] : [`6: number ${sequence} was not redelivered to ${subscriptionId}`];
}

/**
 * Everything that was fired since, and was dead or (for all) finished, was on its way at some time of the call; unless the
 * subscription had fallen asleep or ended by then.
 */
function checkReplay({ subscriptionId, from, to }: Answered, history: History, { include, since }: Replay): string[] {
  const wanted = history.firings.filter(
    ({ commit, committedAt, recipients }) =>
      commit < from &&
      committedAt >= START + since &&
      recipients.some((life) => life.id === subscriptionId && wasAwake(life, from, to)),
  );
  return wanted.flatMap(({ id }) => {
    const story = storyOf(history, id, subscriptionId);
    const [before, during] = [story && versionAt(story, from), story?.versions.filter(isWithin(from, to)) ?? []];
    if (!before || (story?.removedAt ?? to) < to) return [];
    const isDone = [before, ...during].some((one) =>
      include === 'all' ? !isFinished(one) : one.data.state !== 'dead',
    );
    return isDone ? [] : [`6: ${id} was not replayed to ${subscriptionId}`];
  });
}

function wasAwake(life: Life, from: number, to: number): boolean {
  return endOf(life) >= to && !sleptWithin(life, from, to);
}

function checkAwake({ subscriptionId, from, to }: Answered, { lives }: History): string[] {
  const isAsleep = lives.some(
    ({ id, sleeps }) => id === subscriptionId && sleeps.some((sleep) => sleep.from < from && sleep.to >= to),
  );
  return isAsleep ? [`6: ${subscriptionId} was enabled, and sleeps on`] : [];
}

/** Whatever had been given up when the call began, and can be put right, has been. */
function checkRedriven({ call, from, to }: Answered, { log }: Outcome): string[] {
  if (call.do !== 'redrive') return [];
  const letters = new Set<string>();
  for (const { commit, partition, key, data } of log) {
    if (!key.startsWith('x.') || commit >= to) continue;
    const source = partition === EVENT_DEAD_LETTERS ? 'event' : 'delivery';
    const isAsked = source === call.source && data && isWorthIt({ source, ...(data as { code: string }) });
    if (isAsked && commit < from) letters.add(`${partition}.${key}`);
    else if (!data) letters.delete(`${partition}.${key}`);
  }
  return [...letters].map((id) => `6: the dead letter ${id} was not redriven`);
}

function storyOf({ deliveries }: History, firingId: string, subscriptionId = ''): Story | undefined {
  return deliveries.get(deliveryName({ firingId, subscriptionId }))?.[0];
}

function isWithin(from: number, to: number) {
  return ({ commit }: { readonly commit: number }) => commit >= from && commit < to;
}
