import hostJson from '../../../host.json' with { type: 'json' };
import { parseHostJson } from '../../../local/host/config/host-json.ts';
import { Settings } from '../../../local/host/config/settings.ts';

const { maxDequeueCount, visibilityTimeout, messageEncoding } = parseHostJson(hostJson, new Settings({})).queues;

/** What the host does with queue messages, as host.json says. */
export const hostRules = {
  maxDequeueCount,
  messageEncoding,
  /** How long a message whose handling threw stays hidden. */
  retrySeconds: Math.ceil(visibilityTimeout / 1000),
  /** How long a message that was taken stays hidden: nobody can set it. */
  inFlightSeconds: 10 * 60,
} as const;
