import * as z from 'zod';

const recordSchema = z.object({
  time: z.string(),
  level: z.enum(['trace', 'debug', 'information', 'warning', 'error', 'critical']),
  category: z.string(),
  text: z.string(),
});

/** A line of the host in the log format `json`. */
export type LogRecord = z.infer<typeof recordSchema>;

/** Reads a line of the host; `undefined` for any other text. */
export function readRecord(line: string): LogRecord | undefined {
  return recordSchema.safeParse(parsed(line)).data;
}

/** Whether the app says it, by the logger of an invocation or by its console. */
export function isOfApp({ category }: LogRecord): boolean {
  return category.endsWith('.User') || category === 'Host.Function.Console';
}

const count = z.number().default(0);
const counts = z.record(z.string(), z.number()).default({});

/** The log lines of the app that people at a terminal read, with the fields that they read. */
const appLineSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('EventsHandled'),
    queue: z.string(),
    fires: count,
    applied: count,
    duplicate: count,
    late: count,
    deadLettered: count,
    ignored: counts,
  }),
  z.object({
    name: z.literal('Firing'),
    firingId: z.string(),
    environmentId: z.string(),
    triggerType: z.string(),
    subscribers: z.number(),
  }),
  z.object({
    name: z.literal('Attempt'),
    firingId: z.string(),
    subscriptionId: z.string(),
    triggerType: z.string(),
    attempt: z.number(),
    outcome: z.enum(['delivered', 'retrying', 'dead']),
    reason: z.string().optional(),
    status: z.number().optional(),
    milliseconds: z.number(),
    isTest: z.boolean().default(false),
  }),
  z.object({
    name: z.literal('SubscriptionChange'),
    subscriptionId: z.string(),
    environmentId: z.string(),
    triggerType: z.string(),
    change: z.string(),
    reason: z.string().optional(),
  }),
  z.object({
    name: z.literal('DeadLetter'),
    source: z.enum(['event', 'delivery']),
    code: z.string(),
    queue: z.string().default(''),
    path: z.string().optional(),
    items: z.number().default(1),
    triggerType: z.string().default(''),
    subscriptionId: z.string().default(''),
    attempts: count,
  }),
  z.object({
    name: z.literal('MessagePostponed'),
    queue: z.string(),
    delayMilliseconds: z.number().optional(),
    reason: z.string(),
  }),
]);

/** A log line of the app. */
export type AppLine = z.infer<typeof appLineSchema>;
/** A log line of one name. */
export type AppLineOf<N extends AppLine['name']> = Extract<AppLine, { name: N }>;

/** Reads a log line of the app, its name and its fields as JSON; `undefined` for one that is not shown here. */
export function readAppLine(text: string): AppLine | undefined {
  const [, name, fields = ''] = /^([A-Z]\w+) (\{.*\})$/s.exec(text) ?? [];
  const object = parsed(fields);
  return typeof object === 'object' ? appLineSchema.safeParse({ ...object, name }).data : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
