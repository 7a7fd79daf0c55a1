/** The log levels of Azure Functions, from the least to the most severe. */
export const logLevels = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'] as const;
/** A log level. */
export type LogLevel = (typeof logLevels)[number];

/** How lines are written: `text` like Core Tools, `json` as one object a line, for a program that reads them. */
export const logFormats = ['text', 'json'] as const;
/** A log format. */
export type LogFormat = (typeof logFormats)[number];

/** Who says it: the host, or the app by its logger or its console. */
export type LogSource = 'host' | 'app';

/** Where and how to write. */
export interface LogOptions {
  readonly minimum: LogLevel;
  readonly format: LogFormat;
  readonly print: (line: string) => void;
}

/** Writes log lines from a minimum level upwards. */
export class HostLog {
  readonly #options: LogOptions;

  constructor(options: LogOptions) {
    this.#options = options;
  }

  /** Writes a line of the host if the level is enabled. */
  at(level: LogLevel, text: string): void {
    this.#write(level, 'host', text);
  }

  /** Writes a line of the app if the level is enabled. */
  app(level: LogLevel, text: string): void {
    this.#write(level, 'app', text);
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

  /** Writes a line for the person at the terminal at any level; not part of the log, so left out of `json`. */
  plain(line: string): void {
    if (this.#options.format === 'text') this.#options.print(line);
  }

  #write(level: LogLevel, source: LogSource, text: string): void {
    const { minimum, format, print } = this.#options;
    if (level === 'none' || logLevels.indexOf(level) < logLevels.indexOf(minimum)) return;
    const time = new Date().toISOString();
    print(format === 'json' ? JSON.stringify({ time, level, source, text }) : `[${time}] ${text}`);
  }
}
