import { RequestError } from './errors.ts';
import { subscriptionKey } from './layout.ts';

/** Where a subscription lies, as its id says: `<partition>.<topic>.<suffix>`. */
export interface SubscriptionAddress {
  readonly id: string;
  readonly partition: string;
  readonly topic: string;
  readonly suffix: string;
  readonly key: string;
}

const FINGERPRINT = '[\\w-]{22}';
const ID = new RegExp(
  `^(${FINGERPRINT})\\.(sources|refresh|unification|(?:segment|measure)-${FINGERPRINT})\\.((?:[0-9a-f]{16}\\.)?${FINGERPRINT})$`,
);

export function subscriptionId(partition: string, topic: string, suffix: string): string {
  return `${partition}.${topic}.${suffix}`;
}

/** Reads an id; one that we cannot have made is not found. */
export function addressOf(id: string): SubscriptionAddress {
  const [, partition, topic, suffix] = ID.exec(id) ?? [];
  if (!partition || !topic || !suffix) {
    throw new RequestError(404, {
      code: 'not-found',
      message: `'${id.slice(0, 128)}' is no subscription id`,
      target: 'id',
    });
  }
  return { id, partition, topic, suffix, key: subscriptionKey(topic, suffix) };
}
