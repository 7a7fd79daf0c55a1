/** The log levels of Azure Functions, from the least to the most severe. */
export const logLevels = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'] as const;
/** A log level. */
export type LogLevel = (typeof logLevels)[number];

/** The minimum level of each category, as `logging.logLevel` of host.json has it, and that of all others. */
export interface LevelRules {
  readonly default: LogLevel;
  readonly [category: string]: LogLevel;
}

/** How lines are written: `text` like Core Tools, `json` as one object a line, for a program that reads them. */
export const logFormats = ['text', 'json'] as const;
/** A log format. */
export type LogFormat = (typeof logFormats)[number];

/** The category of what the app writes to its output without an invocation. */
export const CONSOLE = 'Host.Function.Console';

/** What to write, how and where. */
export interface LogOptions {
  readonly levels: LevelRules;
  readonly format: LogFormat;
  readonly print: (line: string) => void;
}

/** Writes log lines, of each category from a minimum level upwards. */
export class HostLog {
  readonly #options: LogOptions;

  constructor(options: LogOptions) {
    this.#options = options;
  }

  /** Writes a line with its time if the level is enabled. */
  at(level: LogLevel, text: string, category = 'Host.General'): void {
    const { levels, format, print } = this.#options;
    if (level === 'none' || logLevels.indexOf(level) < logLevels.indexOf(minimumFor(levels, category))) return;
    const time = new Date().toISOString();
    print(format === 'json' ? JSON.stringify({ time, level, category, text }) : `[${time}] ${text}`);
  }

  information(text: string, category?: string): void {
    this.at('information', text, category);
  }

  warning(text: string, category?: string): void {
    this.at('warning', text, category);
  }

  error(text: string, category?: string): void {
    this.at('error', text, category);
  }

  /** Writes a line for the person at the terminal at any level; not part of the log, so left out of `json`. */
  plain(line: string): void {
    if (this.#options.format === 'text') this.#options.print(line);
  }
}

/** The rule of the longest name that fits: as the start of a category, or around one `*`, as in `Function.*.User`. */
export function minimumFor(rules: LevelRules, category: string): LogLevel {
  const fitting = Object.keys(rules).filter((name) => fits(name.toLowerCase(), category.toLowerCase()));
  const [longest] = fitting.toSorted((a, b) => b.length - a.length);
  return rules[longest ?? 'default'] ?? rules.default;
}

function fits(name: string, category: string): boolean {
  const [start = '', end = ''] = name.split('*');
  return category.length >= start.length + end.length && category.startsWith(start) && category.endsWith(end);
}
