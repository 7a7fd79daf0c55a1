import { readFileSync } from 'node:fs';
import { z } from 'zod';

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
  /** Properties of each payload that has to arrive, once. */
  expected: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
});

export type Flow = z.infer<typeof flowSchema>;
export type Step = z.infer<typeof stepSchema>;

/** The day, step by step. */
export function readSteps(): Step[] {
  const lines = readFileSync(`${FOLDER}/events.ndjson`, 'utf8').trimEnd().split('\n');
  return lines.map((line) => stepSchema.parse(JSON.parse(line)));
}

/** Who subscribes to what, and what has to reach them. */
export function readFlows(): Flow[] {
  return z.array(flowSchema).parse(JSON.parse(readFileSync(`${FOLDER}/flows.json`, 'utf8')));
}
