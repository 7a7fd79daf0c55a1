import type { Arrival, FlowResult, Payload } from './demo-flows.ts';

/** Shows the demo: a line for each webhook, on a terminal also the progress, and at the end a table. */
export class Screen {
  readonly #terminal = process.stdout.isTTY === true;
  #progress = '';

  /** Shows the progress in one line that is overwritten; only on a terminal. */
  progress(text: string): void {
    if (!this.#terminal) return;
    this.#progress = text.slice(0, Math.max(20, process.stdout.columns - 1));
    process.stdout.write(`\r\u001b[K${this.#progress}`);
  }

  /** Prints a line above the progress. */
  line(text: string): void {
    if (this.#terminal) process.stdout.write('\r\u001b[K');
    console.log(text);
    if (this.#progress) process.stdout.write(this.#progress);
  }

  /** Prints a webhook that arrived. */
  arrival({ flow, payload }: Arrival): void {
    this.line(`${payload.occurredAt.slice(11, 16)}  ${flow.flow.padEnd(24)} ${describe(payload)}`);
  }

  /** Prints the table. Returns `true` when every expected webhook arrived exactly once. */
  close(results: readonly FlowResult[]): boolean {
    this.#progress = '';
    const total = sum(results);
    const isExact = total.arrived === total.expected && total.duplicates === 0 && total.unexpected === 0;
    this.line(`\n${row('Flow', 'expected', 'arrived', 'duplicates', 'unexpected')}`);
    for (const result of [...results, total]) {
      this.line(row(result.flow, result.expected, result.arrived, result.duplicates, result.unexpected));
    }
    this.line(isExact ? '\nEvery webhook arrived exactly once.' : '\nWebhooks are missing, duplicated or unexpected.');
    return isExact;
  }
}

function row(flow: string, ...figures: readonly (string | number)[]): string {
  return flow.padEnd(24) + figures.map((figure) => String(figure).padStart(12)).join('');
}

function sum(results: readonly FlowResult[]): FlowResult {
  const add = (property: Exclude<keyof FlowResult, 'flow'>) =>
    results.reduce((total, result) => total + result[property], 0);
  return {
    flow: 'All',
    expected: add('expected'),
    arrived: add('arrived'),
    duplicates: add('duplicates'),
    unexpected: add('unexpected'),
  };
}

function describe(payload: Payload): string {
  const { value, previousValue, threshold, status, errorMessage } = payload;
  const name = nameOf(payload);
  if (value !== undefined) return `${name}: ${previousValue} -> ${value}, above ${threshold}`;
  return `${name}: ${status}${errorMessage ? ` (${errorMessage})` : ''}`;
}

function nameOf(payload: Payload): unknown {
  const { segmentDisplayName, measureDisplayName, dataSourceDisplayName } = payload;
  const operation = payload.triggerType === 'full-refresh-completed' ? 'Full refresh' : 'Unification';
  return segmentDisplayName ?? measureDisplayName ?? dataSourceDisplayName ?? operation;
}
