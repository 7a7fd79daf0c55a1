import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type LevelRules, logLevels } from '../log.ts';
import { messageOf, Refusal } from '../refusal.ts';
import { canonicalNames, overridesFrom } from './host-json-overrides.ts';
import type { Settings } from './settings.ts';
import { parseTimeSpan } from './time-span.ts';

const sevenDays = 7 * 86_400_000;
const halfHour = 30 * 60_000;

function timeSpan(minimum: number, maximum: number, range: string) {
  const expected = `expected a time span string such as "00:00:02" ${range}`;
  return z.string({ error: `${expected} (a bare number is not milliseconds)` }).transform((text, context) => {
    const milliseconds = parseTimeSpan(text);
    if (milliseconds !== undefined && milliseconds >= minimum && milliseconds <= maximum) return milliseconds;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

function wholeNumber(minimum: number, maximum: number) {
  const error = Number.isFinite(maximum)
    ? `expected a whole number from ${minimum} to ${maximum}`
    : `expected a whole number of at least ${minimum}`;
  return z.coerce.number({ error }).int({ error }).min(minimum, { error }).max(maximum, { error });
}

function lowerCased(text: string): string {
  return text.toLowerCase();
}

// In development Azure polls an idle queue every 2 seconds instead of every minute, unless host.json sets the interval.
const queuesSchema = z.object({
  maxPollingInterval: timeSpan(100, Number.POSITIVE_INFINITY, 'of at least 00:00:00.100').default(2_000),
  visibilityTimeout: timeSpan(0, sevenDays, 'up to 7 days').default(0),
  batchSize: wholeNumber(1, 32).default(16),
  newBatchThreshold: wholeNumber(0, Number.POSITIVE_INFINITY).optional(),
  maxDequeueCount: wholeNumber(1, Number.POSITIVE_INFINITY).default(5),
  messageEncoding: z
    .string()
    .transform(lowerCased)
    .pipe(z.enum(['base64', 'none'], { error: 'expected "base64" or "none"' }))
    .default('base64'),
});

const unboundedOrTimeSpan = z.union([
  z.literal('-1').transform(() => Number.POSITIVE_INFINITY),
  timeSpan(1_000, Number.POSITIVE_INFINITY, 'of at least 00:00:01, or "-1" for no limit'),
]);

const level = z
  .string()
  .transform(lowerCased)
  .pipe(z.enum(logLevels, { error: `expected one of ${logLevels.join(', ')}` }));

const hostJsonSchema = z.object({
  version: z.literal('2.0', { error: 'expected "2.0"' }),
  functionTimeout: unboundedOrTimeSpan.default(halfHour),
  extensions: z
    .object({
      queues: queuesSchema.prefault({}),
      http: z.object({ routePrefix: z.string().default('api') }).prefault({}),
    })
    .prefault({}),
  logging: z
    .object({
      logLevel: z.record(z.string(), level).default({}),
    })
    .prefault({}),
});

/** The section extensions.queues of host.json. */
export type QueueOptions = Readonly<Required<z.infer<typeof queuesSchema>> & { newBatchThreshold: number }>;

/** The values of host.json with Azure's defaults. All times are in milliseconds. */
export interface HostOptions {
  readonly functionTimeout: number;
  readonly queues: QueueOptions;
  readonly routePrefix: string;
  readonly logLevels: LevelRules;
}

/** Applies the settings that override host.json and validates the result. @throws Refusal that names the first wrong value. */
export function parseHostJson(content: unknown, settings: Settings): HostOptions {
  const merged = overridesFrom(settings.values, canonicalNames(content));
  const parsed = hostJsonSchema.safeParse(merged, { reportInput: true });
  if (!parsed.success) throw new Refusal(describe(parsed.error));
  const { functionTimeout, extensions, logging } = parsed.data;
  const { newBatchThreshold, ...queues } = extensions.queues;
  // As in Azure: half a batch for each processor.
  const threshold = newBatchThreshold ?? Math.floor(queues.batchSize / 2) * availableParallelism();
  return {
    functionTimeout,
    queues: { ...queues, newBatchThreshold: threshold },
    routePrefix: extensions.http.routePrefix.replace(/^\/+|\/+$/g, ''),
    logLevels: { default: 'information', ...logging.logLevel },
  };
}

function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  const branch = issue?.code === 'invalid_union' ? (issue.errors.at(-1)?.[0] ?? issue) : issue;
  const path = issue?.path.join('.') || 'the whole file';
  return `host.json: ${path} is ${JSON.stringify(issue?.input)}; ${branch?.message}.`;
}

/** Reads host.json of an app. @throws Refusal when it is missing or invalid. */
export function loadHostJson(appFolder: string, settings: Settings): HostOptions {
  const file = join(appFolder, 'host.json');
  if (!existsSync(file))
    throw new Refusal(`There is no host.json in ${appFolder}; --app should name the folder of a function app.`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Refusal(`${file} is not JSON: ${messageOf(error)}.`);
  }
  return parseHostJson(content, settings);
}
