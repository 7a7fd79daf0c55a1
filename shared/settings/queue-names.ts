import { quoted, SettingError } from './setting-error.ts';

/**
 * Requires that no two queues are one. Then no two poison queues are, either.
 *
 * @throws SettingError for the second of two
 */
export function requireDistinctQueues(names: Readonly<Record<string, string>>): void {
  const owners = new Map<string, string>();
  for (const [setting, name] of Object.entries(names)) {
    const owner = owners.get(name);
    if (owner) {
      const fault = `${quoted(name)} is the queue of ${owner}`;
      throw new SettingError(setting, `${fault}; expected a queue that no other setting uses`);
    }
    owners.set(name, setting);
  }
}
