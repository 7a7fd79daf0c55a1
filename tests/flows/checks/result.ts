import { languages } from '../../../shared/contract/languages.ts';
import type { Flow, Sample } from '../flow.ts';
import { notification } from '../forms.ts';
import { run } from '../run.ts';

/**
 * What the flow calls on a notification in each language and on a test; or why it fails. Another test holds the messages, so that
 * a broken flow shows by another result.
 */
export function resultOf(flow: Flow, sample: Sample): string {
  const received = [...languages.map((language) => ({ language })), { isTest: true as const }];
  try {
    return JSON.stringify({ calls: received.map((parts) => run(flow, notification(sample, parts))) });
  } catch (error) {
    return String(error);
  }
}
