import type { Outcome } from '../engine/simulate.ts';
import { checkDeliveries } from './check-deliveries.ts';
import { checkFirings } from './check-firings.ts';
import { checkLogs } from './check-logs.ts';
import { checkMessages, checkSubscriptions } from './check-messages.ts';
import { checkOperators } from './check-operators.ts';
import { checkOrder } from './check-order.ts';
import { checkPoison } from './check-poison.ts';
import { checkReceivers } from './check-receivers.ts';
import { checkDirectory, checkRetention } from './check-retention.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkTimeline } from './check-timeline.ts';
import { checkVersions } from './check-versions.ts';
import { readHistory } from './history.ts';

/**
 * Every rule that an outcome violates, as text. A violation starts with the number of the guarantee in docs/guarantees.md, or
 * with `api`, `list`, `logs`, `order`, `retries` or `versions` for the rules that are not numbered there.
 */
export function violationsOf(outcome: Outcome): string[] {
  const history = readHistory(outcome.log);
  return [
    ...checkThrown(outcome),
    ...checkMessages(outcome),
    ...checkLogs(outcome),
    ...checkPoison(outcome),
    ...checkSubscriptions(outcome, history),
    ...checkFirings(outcome, history),
    ...checkDeliveries(outcome, history),
    ...checkReceivers(outcome, history),
    ...checkOrder(outcome, history),
    ...checkOperators(outcome, history),
    ...checkRetention(outcome, history),
    ...checkDirectory(outcome),
    ...checkSecrets(outcome),
    ...checkTimeline(outcome),
    ...checkVersions(outcome),
  ];
}

/** Handlers throw only because of a failure: they retry conflicts themselves. */
function checkThrown({ hasFailures, thrown }: Outcome): string[] {
  return hasFailures ? [] : thrown.map((error) => `1: thrown without a failure: ${error}`);
}
