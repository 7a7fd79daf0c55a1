import * as z from 'zod';
import { isNcrontab } from './ncrontab.ts';
import { type Environment, quoted, quotedAddress, SettingError } from './setting-error.ts';

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const TEN_YEARS_MS = 3_650 * UNITS.d;

const duration = z
  .string()
  .trim()
  .regex(/^\d+(ms|s|m|h|d)$/, 'expected a number and a unit, such as 30s, 5m, 2h or 1d')
  .transform((text) => {
    const [, amount = '', unit = 's'] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
    return Number(amount) * UNITS[unit as keyof typeof UNITS];
  })
  .pipe(z.number().positive('expected more than zero, such as 30s').max(TEN_YEARS_MS, 'expected at most 3650d'));

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** The host moves what it gives up to the queue of this name and `-poison`, which has 63 characters at most. */
const queueName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,55}$/, 'expected 3 to 56 lower-case letters, digits and single dashes')
  .refine(
    (name) => !name.endsWith('-poison'),
    'expected a name that does not end in -poison, as the queues of the host do',
  );

const containerName = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,62}$/,
    'expected names of 3 to 63 lower-case letters, digits and single dashes',
  );

const KEY_EXPECTED = 'expected base64 of 32 random bytes, as `openssl rand -base64 32` prints';

const secretsKey = z
  .base64({ error: ({ input }) => (input === undefined ? `required; ${KEY_EXPECTED}` : KEY_EXPECTED) })
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32 && key.some((byte) => byte !== 0), KEY_EXPECTED);

/** A single label is no suffix: it would allow a whole top-level domain. */
const hostSuffix = z
  .string()
  .regex(
    /^(\*|\.?[a-z0-9-]+(\.[a-z0-9-]+)+)$/i,
    'expected host suffixes of at least two labels, such as .logic.azure.com, or * for any public host',
  );

const schedule = z
  .string()
  .trim()
  .refine(isNcrontab, 'expected an NCRONTAB expression of six fields, such as 0 * * * * *');

const baseUrl = z
  .string()
  .refine(isBaseUrl, 'expected an http or https address without user info, query and fragment')
  .refine(
    (url) => !/\/api\/*$/i.test(URL.parse(url)?.pathname ?? ''),
    'expected the address without /api, which the app adds to it',
  );

const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, 'expected 1 to 65535');

const collector = z.string().refine((text) => isHttp(text), 'expected the http or https address of an OTLP collector');

const interval = z
  .string()
  .regex(/^\d{1,8}$/, 'expected milliseconds, such as 60000')
  .transform(Number)
  .pipe(z.number().min(100, 'expected at least 100'));

const settingsSchema = z.object({
  REFRESH_STATUS_QUEUE: queueName.default('refresh-status'),
  METRIC_CHANGE_QUEUE: queueName.default('metric-change'),
  WEBHOOK_DELIVERY_QUEUE: queueName.default('webhook-delivery'),
  PUBLIC_BASE_URL: baseUrl.optional(),
  PORT: port.optional(),
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
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional(),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: collector.optional(),
  OTEL_METRIC_EXPORT_INTERVAL: interval.prefault('60000'),
  DIAGNOSTICS_CONTAINERS: list
    .pipe(z.array(containerName).min(1, 'expected at least one container'))
    .prefault('insight-logs-operational'),
  DIAGNOSTICS_SCHEDULE: schedule.default('30 * * * * *'),
  CONSOLE: z.enum(['on', 'off'], 'expected on or off').default('on'),
  POWER_PLATFORM_ENVIRONMENT: z
    .string()
    .regex(/^(Default-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'expected an environment ID of Power Platform')
    .optional(),
  CONNECTOR_NAME: z
    .string()
    .regex(/^shared_[\w-]+$/, 'expected the name of a connector, such as shared_insight-triggers')
    .optional(),
});

/** The settings that are no storage account. */
export type Settings = z.infer<typeof settingsSchema>;

/**
 * Reads each setting by its schema.
 *
 * @throws SettingError for the first setting that is wrong
 */
export function readSettings(present: Environment): Settings {
  const parsed = settingsSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const setting = String(issue?.path[0] ?? '');
  const value = shown(setting, present[setting]);
  const message = issue?.message ?? 'expected another value';
  throw new SettingError(setting, value === undefined ? message : `${value} is not valid; ${message}`);
}

/** The value as the error shows it; `undefined` for one that is absent. */
function shown(setting: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (setting.startsWith('SECRETS_KEY')) return 'its value (not shown)';
  return setting === 'PUBLIC_BASE_URL' || setting.endsWith('_ENDPOINT') ? quotedAddress(value) : quoted(value);
}

function isHttp(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}

function isBaseUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\/[^/@\s\\?#]+(\/[^\s\\?#]*)?$/i.test(text);
}
