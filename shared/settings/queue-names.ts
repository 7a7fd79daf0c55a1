import { quoted, SettingError } from './setting-error.ts';

/** The host moves a message here that it gives up. */
const POISON_SUFFIX = '-poison';

/**
 * Requires that no two queues are one, the poison queues included.
 *
 * @throws SettingError for the second of two
 */
export function requireDistinctQueues(names: Readonly<Record<string, string>>): void {
  const owners = new Map<string, string>();
  for (const [setting, name] of Object.entries(names)) {
    for (const queue of [name, name + POISON_SUFFIX]) {
      const owner = owners.get(queue);
      if (owner) throw new SettingError(setting, sharedQueue(name, { queue, owner }));
      owners.set(queue, setting);
    }
  }
}

function sharedQueue(name: string, { queue, owner }: { readonly queue: string; readonly owner: string }): string {
  return `${quoted(name)} shares the queue ${queue} with ${owner}; expected a queue that no other setting uses`;
}
