/** The host of a callback in a Power Platform environment: its ID without dashes, with a point before the last two digits. */
const ENVIRONMENT_HOST = /^(default)?([0-9a-f]{30})\.([0-9a-f]{2})\.environment\.api\.powerplatform\.com(?::\d+)?$/i;

/** The Power Platform environment that a callback host names; `undefined` for a host that names none. */
export function flowEnvironmentOf(callbackHost: string): string | undefined {
  const [, isDefault, first, last] = ENVIRONMENT_HOST.exec(callbackHost) ?? [];
  if (!first || !last) return undefined;
  const guid = `${first}${last}`.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return isDefault ? `Default-${guid}` : guid;
}
