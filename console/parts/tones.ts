import type { DeliveryState } from '../../shared/contract/operator-answers.ts';
import type { SubscriptionStatus } from '../../shared/contract/subscription.ts';
import type { Tone } from './status-word.tsx';

/** How good each end of a run is. A word that a newer app answers is neutral. */
export function runTone(status: string): Tone {
  return RUN_TONES[status] ?? 'neutral';
}

const RUN_TONES: Readonly<Record<string, Tone>> = {
  succeeded: 'good',
  completedWithWarnings: 'warning',
  failed: 'bad',
  canceled: 'off',
  skipped: 'skipped',
};

/** How good each status of a subscription is. */
export const subscriptionTones: Readonly<Record<SubscriptionStatus, Tone>> = {
  active: 'good',
  failing: 'bad',
  dormant: 'paused',
  disabled: 'off',
  gone: 'off',
};

/** How good each state of a delivery is. */
export const deliveryTones: Readonly<Record<DeliveryState, Tone>> = {
  delivered: 'good',
  pending: 'waiting',
  retrying: 'warning',
  waiting: 'waiting',
  dead: 'bad',
};
