import manifest from '../package.json' with { type: 'json' };
import { baseUrlOf, isAzure } from './settings/hosting.ts';
import { requireDistinctQueues } from './settings/queue-names.ts';
import { readSettings, type Settings } from './settings/schema.ts';
import { type Environment, SettingError } from './settings/setting-error.ts';
import { readAccount, type StorageAccount } from './settings/storage-account.ts';

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
  /** Milliseconds between two exports of the metrics to an OTLP collector; absent without a collector. */
  readonly metricsInterval: number | undefined;
}

/**
 * Reads and validates every setting. An empty one counts as absent.
 *
 * @throws SettingError for the first setting that is wrong.
 */
export function loadConfig(env: Environment): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const settings = readSettings(present);
  refuseInAzure(present, settings);
  const { REFRESH_STATUS_QUEUE, METRIC_CHANGE_QUEUE, WEBHOOK_DELIVERY_QUEUE } = settings;
  requireDistinctQueues({ REFRESH_STATUS_QUEUE, METRIC_CHANGE_QUEUE, WEBHOOK_DELIVERY_QUEUE });
  const publicBaseUrl = baseUrlOf(present, settings.PUBLIC_BASE_URL);
  const storage = requiredAccount(present, 'AzureWebJobsStorage');
  const events = readAccount(present, 'EventsStorage', ['Queue']);
  const previous = settings.SECRETS_KEY_PREVIOUS;
  return {
    version: manifest.version,
    storage,
    events: events ?? storage,
    eventsConnection: events ? 'EventsStorage' : 'AzureWebJobsStorage',
    queues: {
      refreshStatus: REFRESH_STATUS_QUEUE,
      metricChange: METRIC_CHANGE_QUEUE,
      delivery: WEBHOOK_DELIVERY_QUEUE,
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
    metricsInterval: metricsIntervalOf(settings),
  };
}

function metricsIntervalOf(settings: Settings): number | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: metrics } = settings;
  return all || metrics ? settings.OTEL_METRIC_EXPORT_INTERVAL : undefined;
}

function refuseInAzure(present: Environment, { ALLOW_INSECURE_CALLBACKS }: Settings): void {
  if (!ALLOW_INSECURE_CALLBACKS || !isAzure(present)) return;
  throw new SettingError('ALLOW_INSECURE_CALLBACKS', "'true' is for local use and refused in Azure; expected false");
}

function requiredAccount(present: Environment, name: string): StorageAccount {
  const account = readAccount(present, name, ['Queue', 'Table']);
  if (account) return account;
  throw new SettingError(name, 'required; expected a connection string, or __queueServiceUri and __tableServiceUri');
}

function ownHostsOf(publicBaseUrl: string, { WEBSITE_HOSTNAME }: Environment): string[] {
  const hosts = [new URL(publicBaseUrl).host, ...(WEBSITE_HOSTNAME ? [WEBSITE_HOSTNAME] : [])];
  return hosts.map((host) => host.toLowerCase());
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
