import type { Outcome } from '../engine/simulate.ts';
import { checkDeliveries } from './check-deliveries.ts';
import { checkFirings } from './check-firings.ts';
import { checkMessages, checkSubscriptions } from './check-messages.ts';
import { checkOperators } from './check-operators.ts';
import { checkOrder } from './check-order.ts';
import { checkPoison } from './check-poison.ts';
import { checkReceivers } from './check-receivers.ts';
import { checkRetention } from './check-retention.ts';
import { readHistory } from './history.ts';

/** Every guarantee of the contract (section 8) that this outcome breaks, in words. */
export function violationsOf(outcome: Outcome): string[] {
  const history = readHistory(outcome.log);
  return [
    ...checkCalm(outcome),
    ...checkMessages(outcome),
    ...checkPoison(outcome),
    ...checkSubscriptions(outcome, history),
    ...checkFirings(outcome, history),
    ...checkDeliveries(outcome, history),
    ...checkReceivers(outcome, history),
    ...checkOrder(outcome, history),
    ...checkOperators(outcome, history),
    ...checkRetention(outcome, history),
  ];
}

/** While nothing fails, nothing is thrown: whatever is decided on what has changed since is decided again. */
function checkCalm({ isHurt, faults }: Outcome): string[] {
  return isHurt ? [] : faults.map((fault) => `1: thrown without need: ${fault}`);
}
