import type { Scenario } from './scenario.ts';
import type { StepRecord } from './step-record.ts';

/**
 * What the subscriptions that can take each other's place have in common, by callback URL. They are created in the same way, no
 * receiver of theirs behaves in its own way, and nothing in the script is about one of them.
 */
export function interchangeable({ subscriptions, script, receivers = {} }: Scenario): ReadonlyMap<string, string> {
  const named = new Set(script.flatMap((action) => ('subscription' in action ? [action.subscription.url] : [])));
  const usual = subscriptions.filter(({ url }) => !named.has(url) && !receivers[url]);
  return new Map(usual.map(({ url, ...common }) => [url, JSON.stringify(common)]));
}

/**
 * The steps that others like them stand for: sends of one invocation for one firing that differ only by the subscription. In the
 * order in which the invocation makes them, the first, the second, the middle and the last stand for the rest. So does, in the
 * order of the run, each at a border: next to any other step, such as a commit, a page or a send of another batch.
 */
export function representedSteps(steps: readonly StepRecord[]): ReadonlySet<number> {
  const numbers = steps.flatMap(({ alike }, number) => (alike === undefined ? [] : [number]));
  const calledAt = (number: number) => steps[number]?.called ?? 0;
  const groups = Map.groupBy(
    numbers.toSorted((one, other) => calledAt(one) - calledAt(other)),
    (number) => steps[number]?.alike,
  );
  return new Set([...groups.values()].flatMap(representedIn));
}

/** `group` is in the order of the calls. */
function representedIn(group: readonly number[]): number[] {
  const [standing, members] = [new Set([0, 1, group.length >> 1, group.length - 1]), new Set(group)];
  return group.filter((number, place) => !standing.has(place) && members.has(number - 1) && members.has(number + 1));
}
