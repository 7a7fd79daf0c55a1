/** The log levels of Azure Functions, from the least to the most severe. */
export const logLevels = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'] as const;
/** A log level. */
export type LogLevel = (typeof logLevels)[number];

/** Writes log lines like Core Tools, from a minimum level upwards. */
export class HostLog {
  readonly #minimum: number;
  readonly #write: (line: string) => void;

  constructor(minimum: LogLevel, write: (line: string) => void) {
    this.#minimum = logLevels.indexOf(minimum);
    this.#write = write;
  }

  /** Writes a line with a timestamp if the level is enabled. */
  at(level: LogLevel, text: string): void {
    if (level === 'none' || logLevels.indexOf(level) < this.#minimum) return;
    this.#write(`[${new Date().toISOString()}] ${text}`);
  }

  information(text: string): void {
    this.at('information', text);
  }

  warning(text: string): void {
    this.at('warning', text);
  }

  error(text: string): void {
    this.at('error', text);
  }

  /** Writes a line of the start banner at any level. */
  plain(line: string): void {
    this.#write(line);
  }
}
