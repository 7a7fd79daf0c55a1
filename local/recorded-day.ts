import { readFileSync } from 'node:fs';
import * as z from 'zod';

const FOLDER = 'tests/fixtures/recorded-day';

const stepSchema = z.object({
  at: z.string(),
  what: z.string(),
  messages: z.array(z.object({ queue: z.enum(['refresh-status', 'metric-change']), body: z.unknown() })),
});

const flowSchema = z.object({
  flow: z.string(),
  triggerType: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Properties of each payload that must arrive exactly once. */
  expected: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
  /** What its receiver answers in place of taking what it is sent. */
  refusal: z.object({ status: z.int(), body: z.unknown() }).optional(),
});

/** A flow with its subscription and the webhooks it must receive. */
export type Flow = z.infer<typeof flowSchema>;
/** Messages that are sent at the same time of the day. */
export type Step = z.infer<typeof stepSchema>;

/** Reads the steps of the day. */
export function readSteps(): Step[] {
  const lines = readFileSync(`${FOLDER}/events.ndjson`, 'utf8').trimEnd().split('\n');
  return lines.map((line) => stepSchema.parse(JSON.parse(line)));
}

/** Reads the flows. */
export function readFlows(): Flow[] {
  return z.array(flowSchema).parse(JSON.parse(readFileSync(`${FOLDER}/flows.json`, 'utf8')));
}
