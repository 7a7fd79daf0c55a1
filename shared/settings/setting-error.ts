/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting is wrong. The message is one line that names the setting and what is expected, and repeats no secret. */
export class SettingError extends Error {
  constructor(setting: string, message: string) {
    super(`Setting ${setting}: ${message}`);
    this.name = 'SettingError';
    // Where it was thrown helps nobody: the host shows the line alone.
    this.stack = `${this.name}: ${this.message}`;
  }
}

const MAX_QUOTED = 100;

/** A value as an error quotes it: on one line, and not too long. */
export function quoted(value: string): string {
  const characters = [...value.replace(/[\p{C}\u2028\u2029]/gu, '\ufffd')];
  const isLong = characters.length > MAX_QUOTED;
  return `'${characters.slice(0, MAX_QUOTED).join('')}${isLong ? '…' : ''}'`;
}

/** An address as an error quotes it: without user info, query and fragment, which may be secret. */
export function quotedAddress(address: string): string {
  return quoted(address.replace(/[?#].*$/s, '…').replace(/^([a-z][a-z\d+.-]*:[/\\]*)?.*@/is, '$1…@'));
}
