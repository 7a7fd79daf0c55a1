import { z } from 'zod';
import manifest from '../package.json' with { type: 'json' };
import { isNcrontab } from './settings/ncrontab.ts';
import { type Environment, readAccount, SettingError, type StorageAccount } from './settings/storage-account.ts';

/** The validated settings of the app. */
export interface Config {
  readonly version: string;
  readonly storage: StorageAccount;
  readonly events: StorageAccount;
  /** The setting that holds the connection of the event queues' triggers. */
  readonly eventsConnection: 'EventsStorage' | 'AzureWebJobsStorage';
  readonly queues: { readonly refreshStatus: string; readonly metricChange: string; readonly delivery: string };
  readonly publicBaseUrl: string;
  /** The hosts of this app, each with its port if it has one. */
  readonly ownHosts: readonly string[];
  /** 32 bytes each. The first one seals, all of them open. */
  readonly secretsKeys: readonly [Buffer, ...Buffer[]];
  readonly callbackAllowedHosts: readonly string[];
  readonly allowInsecureCallbacks: boolean;
  /** Milliseconds. */
  readonly retrySchedule: readonly number[];
  /** Milliseconds. */
  readonly attemptTimeout: number;
  /** Milliseconds. */
  readonly disableAfter: number;
  /** Milliseconds. */
  readonly retention: number;
  readonly sweepSchedule: string;
  readonly retentionSchedule: string;
}

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const duration = z
  .string()
  .trim()
  .regex(/^\d+(ms|s|m|h|d)$/, 'expected a number and a unit, such as 30s, 5m, 2h or 1d')
  .transform((text) => {
    const [, amount = '', unit = 's'] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
    return Number(amount) * UNITS[unit as keyof typeof UNITS];
  });

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const queueName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,62}$/, 'expected 3 to 63 lower-case letters, digits and single dashes');

const KEY_EXPECTED = 'expected base64 of 32 random bytes, as `openssl rand -base64 32` prints';

const secretsKey = z
  .base64({ error: ({ input }) => (input === undefined ? `required; ${KEY_EXPECTED}` : KEY_EXPECTED) })
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32, KEY_EXPECTED);

const hostSuffix = z
  .string()
  .regex(
    /^(\*|\.?[a-z0-9-]+(\.[a-z0-9-]+)*)$/i,
    'expected host suffixes such as .logic.azure.com, or * for any public host',
  );

const schedule = z
  .string()
  .trim()
  .refine(isNcrontab, 'expected an NCRONTAB expression of six fields, such as 0 * * * * *');

const settingsSchema = z.object({
  REFRESH_STATUS_QUEUE: queueName.default('refresh-status'),
  METRIC_CHANGE_QUEUE: queueName.default('metric-change'),
  WEBHOOK_DELIVERY_QUEUE: queueName.default('webhook-delivery'),
  PUBLIC_BASE_URL: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).optional(),
  SECRETS_KEY: secretsKey,
  SECRETS_KEY_PREVIOUS: secretsKey.optional(),
  CALLBACK_ALLOWED_HOSTS: list
    .pipe(z.array(hostSuffix).min(1, 'expected at least one host suffix, or *'))
    .prefault('.logic.azure.com,.environment.api.powerplatform.com,.azurewebsites.net'),
  ALLOW_INSECURE_CALLBACKS: z.stringbool({ error: 'expected true or false' }).default(false),
  RETRY_SCHEDULE: list
    .pipe(z.array(duration).min(1, 'expected at least one wait, such as 5s'))
    .prefault('5s,5m,30m,2h,5h,10h,14h,20h,24h'),
  ATTEMPT_TIMEOUT: duration
    .pipe(z.number().min(1_000, 'expected at least 1s').max(120_000, 'expected at most 2m'))
    .prefault('30s'),
  DISABLE_AFTER: duration.prefault('5d'),
  RETENTION: duration.prefault('30d'),
  SWEEP_SCHEDULE: schedule.default('0 * * * * *'),
  // Once a day, at a time between the usual refreshes: it reads all that is kept.
  RETENTION_SCHEDULE: schedule.default('0 30 3 * * *'),
});

/**
 * Reads and validates every setting. An empty one counts as absent.
 *
 * @throws SettingError for the first setting that is wrong.
 */
export function loadConfig(env: Environment): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const settings = readSettings(present);
  const storage = requiredAccount(present, 'AzureWebJobsStorage');
  const events = readAccount(present, 'EventsStorage');
  const previous = settings.SECRETS_KEY_PREVIOUS;
  const publicBaseUrl = (settings.PUBLIC_BASE_URL ?? defaultBaseUrl(present)).replace(/\/+$/, '');
  return {
    version: manifest.version,
    storage,
    events: events ?? storage,
    eventsConnection: events ? 'EventsStorage' : 'AzureWebJobsStorage',
    queues: {
      refreshStatus: settings.REFRESH_STATUS_QUEUE,
      metricChange: settings.METRIC_CHANGE_QUEUE,
      delivery: settings.WEBHOOK_DELIVERY_QUEUE,
    },
    publicBaseUrl,
    ownHosts: ownHostsOf(publicBaseUrl, present),
    secretsKeys: previous ? [settings.SECRETS_KEY, previous] : [settings.SECRETS_KEY],
    callbackAllowedHosts: settings.CALLBACK_ALLOWED_HOSTS.map((host) => host.toLowerCase()),
    allowInsecureCallbacks: settings.ALLOW_INSECURE_CALLBACKS,
    retrySchedule: settings.RETRY_SCHEDULE,
    attemptTimeout: settings.ATTEMPT_TIMEOUT,
    disableAfter: settings.DISABLE_AFTER,
    retention: settings.RETENTION,
    sweepSchedule: settings.SWEEP_SCHEDULE,
    retentionSchedule: settings.RETENTION_SCHEDULE,
  };
}

function readSettings(present: Environment): z.infer<typeof settingsSchema> {
  const parsed = settingsSchema.safeParse(present);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SettingError(String(issue?.path[0] ?? ''), issue?.message ?? 'wrong');
  }
  if (parsed.data.ALLOW_INSECURE_CALLBACKS && isAzure(present)) {
    throw new SettingError('ALLOW_INSECURE_CALLBACKS', 'is for local use and refused in Azure; expected false');
  }
  return parsed.data;
}

function requiredAccount(present: Environment, name: string): StorageAccount {
  const account = readAccount(present, name);
  if (account) return account;
  throw new SettingError(name, 'required; expected a connection string, or __queueServiceUri and __tableServiceUri');
}

function ownHostsOf(publicBaseUrl: string, { WEBSITE_HOSTNAME }: Environment): string[] {
  const hosts = [new URL(publicBaseUrl).host, ...(WEBSITE_HOSTNAME ? [WEBSITE_HOSTNAME] : [])];
  return hosts.map((host) => host.toLowerCase());
}

/** Core Tools sets the host name too, to localhost. Only the platform sets the instance ID. */
function isAzure(env: Environment): boolean {
  return (
    env.WEBSITE_INSTANCE_ID !== undefined ||
    (env.WEBSITE_HOSTNAME !== undefined && !/^localhost(:\d+)?$/.test(env.WEBSITE_HOSTNAME))
  );
}

function defaultBaseUrl(env: Environment): string {
  return isAzure(env) && env.WEBSITE_HOSTNAME
    ? `https://${env.WEBSITE_HOSTNAME}`
    : `http://localhost:${env.PORT ?? '7071'}`;
}

let loaded: Config | undefined;

/**
 * The settings of this process, read once.
 *
 * @throws SettingError for the first setting that is wrong.
 */
export function getConfig(): Config {
  loaded ??= loadConfig(process.env);
  return loaded;
}
