/** The result of one attempt on the network. */
export type SendResult =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly reason: 'address-not-allowed' }
  | { readonly kind: 'failed'; readonly reason: 'dns' | 'connect' | 'tls' | 'timeout' | 'reset' };

/** The parts of an HTTP response that decide about a delivery. */
export interface Answer {
  readonly status: number;
  readonly retryAfter?: string | undefined;
  /** `error.code` and `error.message` of a JSON body, as Power Automate and Logic Apps write them. */
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  /** `x-ms-workflow-run-id`. */
  readonly workflowRunId?: string | undefined;
}

/** What an attempt means for its delivery and its subscription. Operators read the reason. */
export type Verdict =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'gone'; readonly reason: 'gone' }
  | { readonly kind: 'dormant'; readonly reason: 'dormant' }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'unauthorized'; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfter?: string | undefined };

/** Attempts before a 401 or 403 counts as final. */
export const MAX_UNAUTHORIZED_ATTEMPTS = 3;

const FLOW_GONE: ReadonlySet<string> = new Set(['WorkflowNotFound', 'WorkflowTriggerVersionNotFound']);
const REJECTED: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** Classifies the result of an attempt. Nothing else interprets answers. */
export function classify(result: SendResult): Verdict {
  if (result.kind === 'refused') return { kind: 'rejected', reason: result.reason };
  if (result.kind === 'failed') return { kind: 'retry', reason: result.reason };
  const { status, retryAfter, errorCode } = result.answer;
  const reason = `http-${status}`;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410 || (status === 404 && FLOW_GONE.has(errorCode ?? ''))) return { kind: 'gone', reason: 'gone' };
  if (status === 400 && errorCode === 'WorkflowTriggerIsNotEnabled') return notEnabled(result.answer);
  if (REJECTED.has(status)) return { kind: 'rejected', reason };
  if (status === 401 || status === 403) return { kind: 'unauthorized', reason };
  return { kind: 'retry', reason, retryAfter };
}

/** Only the message of the error tells the state of the flow: "... trigger 'x' with state 'Deleted'." */
function notEnabled({ status, errorMessage = '' }: Answer): Verdict {
  const state = /with state '(\w+)'/i.exec(errorMessage)?.[1]?.toLowerCase();
  if (state === 'deleted') return { kind: 'gone', reason: 'gone' };
  if (state === 'disabled' || state === 'suspended') return { kind: 'dormant', reason: 'dormant' };
  return { kind: 'rejected', reason: `http-${status}` };
}
