/** The log levels of Azure Functions, from the least to the most severe. */
export const logLevels = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'] as const;
/** A log level. */
export type LogLevel = (typeof logLevels)[number];

/** The minimum level of each category, as `logging.logLevel` of host.json has it, and that of all others. */
export interface LevelRules {
  readonly default: LogLevel;
  readonly [category: string]: LogLevel;
}

/** The category of what the app writes to its output without an invocation. */
export const CONSOLE = 'Host.Function.Console';

/** Writes log lines like Core Tools, of each category from a minimum level upwards. */
export class HostLog {
  readonly #rules: LevelRules;
  readonly #write: (line: string) => void;

  constructor(rules: LevelRules, write: (line: string) => void) {
    this.#rules = rules;
    this.#write = write;
  }

  /** Writes a line with a timestamp if the level is enabled. */
  at(level: LogLevel, text: string, category = 'Host.General'): void {
    if (level === 'none' || logLevels.indexOf(level) < logLevels.indexOf(minimumFor(this.#rules, category))) return;
    this.#write(`[${new Date().toISOString()}] ${text}`);
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

  /** Writes a line of the start banner at any level. */
  plain(line: string): void {
    this.#write(line);
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
