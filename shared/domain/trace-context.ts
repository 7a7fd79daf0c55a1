import { fingerprint } from './fingerprint.ts';

/*
 * The trace context of W3C: `traceparent` is a version, a trace id, the id of the span that caused it, and flags. A delivery goes on
 * with the trace of its event, so that the sender of the event finds the flows that it started.
 */

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?![^-])/;
const LENGTH = 55;

/** The flag `sampled`: the log line of the attempt records the span. */
const SAMPLED = '01';

/** The `traceparent` of an event, or of its envelope; `undefined` when it has none that can be read. */
export function readTraceparent(value: unknown): string | undefined {
  return typeof value === 'string' && TRACEPARENT.test(value) ? value.slice(0, LENGTH) : undefined;
}

/** What the trace of a delivery is known by. */
interface Traced {
  readonly firingId: string;
  /** Of its event. */
  readonly traceparent?: string | undefined;
}

/** The trace of an event; one of its own for a firing whose event had none, the same over all attempts. */
export function traceIdOf({ firingId, traceparent }: Traced): string {
  return traceparent?.split('-')[1] ?? hexOf(fingerprint('trace', firingId));
}

/** One span of a trace. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** As the webhook has it in its header. */
  readonly traceparent: string;
}

/** The span of one attempt. `attempt` names the attempt among all those of its firing. */
export function spanOf(traced: Traced, ...attempt: readonly string[]): Span {
  const traceId = traceIdOf(traced);
  const spanId = hexOf(fingerprint('span', ...attempt)).slice(0, 16);
  const flags = traced.traceparent?.split('-')[3] ?? SAMPLED;
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${flags}` };
}

function hexOf(print: string): string {
  return Buffer.from(print, 'base64url').toString('hex');
}
