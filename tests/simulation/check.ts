import { checkDeliveries } from './check-deliveries.ts';
import { checkFirings } from './check-firings.ts';
import { checkMessages, checkSubscriptions } from './check-messages.ts';
import { checkReceivers } from './check-receivers.ts';
import { readHistory } from './history.ts';
import type { Outcome } from './simulate.ts';

/** Every guarantee of the contract (section 8) that this outcome breaks, in words. */
export function violationsOf(outcome: Outcome): string[] {
  const history = readHistory(outcome.log);
  return [
    ...checkMessages(outcome),
    ...checkSubscriptions(outcome, history),
    ...checkFirings(outcome, history),
    ...checkDeliveries(outcome, history),
    ...checkReceivers(outcome, history),
  ];
}
