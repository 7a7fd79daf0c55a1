import hostJson from '../../../host.json' with { type: 'json' };
import { parseHostJson } from '../../../local/host/config/host-json.ts';
import { Settings } from '../../../local/host/config/settings.ts';

const { maxDequeueCount, visibilityTimeout, messageEncoding } = parseHostJson(hostJson, new Settings({})).queues;

/** How the host handles queue messages, from host.json. */
export const hostRules = {
  maxDequeueCount,
  messageEncoding,
  /** How long a message stays hidden after its handler threw. */
  retrySeconds: Math.ceil(visibilityTimeout / 1000),
  /** How long a message stays hidden after a worker took it. The host fixes this time. */
  inFlightSeconds: 10 * 60,
} as const;
