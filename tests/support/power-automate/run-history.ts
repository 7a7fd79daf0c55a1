import { randomBytes } from 'node:crypto';

/** The body of a webhook, as the expressions of a flow see it. */
export type Outputs = Readonly<Record<string, unknown>>;

/** One run of a flow, with what its trigger gave it. */
export interface Run {
  readonly id: string;
  readonly body: Outputs;
}

/** The runs of a flow in the order in which they began. */
export interface RunHistory {
  readonly runs: Run[];
}

export function newRunId(): string {
  return `08585${randomBytes(12).toString('hex').toUpperCase()}CU12`;
}
