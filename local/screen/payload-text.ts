import * as z from 'zod';

const text = z.string().optional();

/** The payload of a webhook, as far as the local tools read it. */
export const payloadSchema = z.looseObject({
  triggerType: z.string(),
  occurredAt: z.string(),
  segmentDisplayName: text,
  segmentName: text,
  measureDisplayName: text,
  measureName: text,
  dataSourceDisplayName: text,
  dataSourceName: text,
  status: text,
  runId: text,
  errorMessage: text,
  value: z.number().optional(),
  previousValue: z.number().optional(),
  threshold: z.number().optional(),
});

/** The payload of a webhook. */
export type Payload = z.infer<typeof payloadSchema>;

/** What a payload tells, in one line. */
export function describePayload(payload: Payload): string {
  const { value, previousValue, threshold } = payload;
  const name = nameOf(payload);
  if (value === undefined) return `${name}: ${describeRun(payload)}`;
  const above = threshold === undefined ? '' : `, above ${threshold}`;
  return `${name}: ${previousValue} -> ${value}${above}`;
}

/** The first part of a UUID is enough to tell runs apart. */
function describeRun({ status, runId = '', errorMessage }: Payload): string {
  const run = /^[\da-f]{8}-[\da-f-]{27}$/i.test(runId) ? runId.slice(0, 8) : runId;
  return `${status}, run ${run}${errorMessage ? ` (${errorMessage})` : ''}`;
}

function nameOf(payload: Payload): string {
  const operation = payload.triggerType === 'full-refresh-completed' ? 'Full refresh' : 'Unification';
  return (
    payload.segmentDisplayName ??
    payload.segmentName ??
    payload.measureDisplayName ??
    payload.measureName ??
    payload.dataSourceDisplayName ??
    payload.dataSourceName ??
    operation
  );
}
