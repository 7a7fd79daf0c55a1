import type { Flow, Sample } from '../flow.ts';
import { leastNotification, notification } from '../forms.ts';
import { run } from '../run.ts';

/**
 * What the flow calls when everything is known, when only the required properties are, and in a test; or why it fails.
 * Another test holds the messages, so that a broken flow shows by another result.
 */
export function resultOf(flow: Flow, sample: Sample): string {
  const received = [notification(sample), leastNotification(sample), notification(sample, { isTest: true })];
  try {
    return JSON.stringify({ calls: received.map((one) => run(flow, one).calls) });
  } catch (error) {
    return String(error);
  }
}
