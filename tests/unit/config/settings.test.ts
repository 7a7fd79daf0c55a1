import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Config, loadConfig } from '../../../shared/config.ts';
import type { Environment } from '../../../shared/settings/setting-error.ts';

const KEY = randomBytes(32);
const PREVIOUS = randomBytes(32);
const minimal: Environment = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  SECRETS_KEY: KEY.toString('base64'),
};

const loadWith = (env: Environment) => loadConfig({ ...minimal, ...env });

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('the configuration has defaults for everything but the required settings', () => {
  expect(loadConfig(minimal)).toMatchObject({
    storage: { kind: 'connection-string', connectionString: 'UseDevelopmentStorage=true' },
    events: { kind: 'connection-string', connectionString: 'UseDevelopmentStorage=true' },
    eventsConnection: 'AzureWebJobsStorage',
    queues: { refreshStatus: 'refresh-status', metricChange: 'metric-change', delivery: 'webhook-delivery' },
    publicBaseUrl: 'http://localhost:7071',
    secretsKeys: [KEY],
    callbackAllowedHosts: ['.logic.azure.com', '.environment.api.powerplatform.com', '.azurewebsites.net'],
    allowInsecureCallbacks: false,
    retrySchedule: [
      5 * SECOND,
      5 * MINUTE,
      30 * MINUTE,
      2 * HOUR,
      5 * HOUR,
      10 * HOUR,
      14 * HOUR,
      20 * HOUR,
      24 * HOUR,
    ],
    attemptTimeout: 30 * SECOND,
    sweepSchedule: '0 * * * * *',
    retentionSchedule: '0 30 3 * * *',
    console: true,
    powerPlatformEnvironment: undefined,
    connectorName: undefined,
  });
  expect(loadConfig(minimal).version).toMatch(/^\d+\.\d+\.\d+/);
});

test('an empty setting counts as absent', () => {
  const names = [
    'REFRESH_STATUS_QUEUE',
    'METRIC_CHANGE_QUEUE',
    'WEBHOOK_DELIVERY_QUEUE',
    'PUBLIC_BASE_URL',
    'SECRETS_KEY_PREVIOUS',
    'CALLBACK_ALLOWED_HOSTS',
    'ALLOW_INSECURE_CALLBACKS',
    'RETRY_SCHEDULE',
    'ATTEMPT_TIMEOUT',
    'SWEEP_SCHEDULE',
    'RETENTION_SCHEDULE',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_METRIC_EXPORT_INTERVAL',
    'PORT',
    'CONSOLE',
    'POWER_PLATFORM_ENVIRONMENT',
    'CONNECTOR_NAME',
    'EventsStorage',
  ];
  expect(loadWith(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(loadConfig(minimal));
});

test('settings of others are ignored', () => {
  expect(loadWith({ FUNCTIONS_WORKER_RUNTIME: 'node', PATH: '/bin' })).toEqual(loadConfig(minimal));
});

describe('a valid setting', () => {
  test.each<[rule: string, env: Environment, read: Partial<Config>]>([
    [
      'a queue name of three characters',
      { REFRESH_STATUS_QUEUE: 'a-1' },
      { queues: { refreshStatus: 'a-1', metricChange: 'metric-change', delivery: 'webhook-delivery' } },
    ],
    [
      'a queue name of 56 characters',
      { METRIC_CHANGE_QUEUE: 'a'.repeat(56) },
      { queues: { refreshStatus: 'refresh-status', metricChange: 'a'.repeat(56), delivery: 'webhook-delivery' } },
    ],
    [
      'the name of the delivery queue',
      { WEBHOOK_DELIVERY_QUEUE: '0ut' },
      { queues: { refreshStatus: 'refresh-status', metricChange: 'metric-change', delivery: '0ut' } },
    ],
    [
      'a previous key after the current key',
      { SECRETS_KEY_PREVIOUS: PREVIOUS.toString('base64') },
      { secretsKeys: [KEY, PREVIOUS] },
    ],
    [
      'allowed hosts with spaces and upper case',
      { CALLBACK_ALLOWED_HOSTS: ' .Contoso.com , hooks.test,' },
      { callbackAllowedHosts: ['.contoso.com', 'hooks.test'] },
    ],
    ['* for any public host', { CALLBACK_ALLOWED_HOSTS: '*' }, { callbackAllowedHosts: ['*'] }],
    ['insecure callbacks set to true', { ALLOW_INSECURE_CALLBACKS: 'true' }, { allowInsecureCallbacks: true }],
    [
      'insecure callbacks set to TRUE in upper case',
      { ALLOW_INSECURE_CALLBACKS: 'TRUE' },
      { allowInsecureCallbacks: true },
    ],
    ['insecure callbacks set to false', { ALLOW_INSECURE_CALLBACKS: 'false' }, { allowInsecureCallbacks: false }],
    ['a retry schedule of one wait', { RETRY_SCHEDULE: '250ms' }, { retrySchedule: [250] }],
    [
      'a retry schedule with spaces',
      { RETRY_SCHEDULE: '5s, 1m ,2h,1d' },
      { retrySchedule: [5 * SECOND, MINUTE, 2 * HOUR, DAY] },
    ],
    ['the shortest attempt timeout', { ATTEMPT_TIMEOUT: '1000ms' }, { attemptTimeout: SECOND }],
    ['an attempt timeout in minutes', { ATTEMPT_TIMEOUT: '2m' }, { attemptTimeout: 2 * MINUTE }],
    ['an attempt timeout with spaces around it', { ATTEMPT_TIMEOUT: ' 10s ' }, { attemptTimeout: 10 * SECOND }],
    [
      'a sweep schedule of every ten seconds',
      { SWEEP_SCHEDULE: '*/10 * * * * *' },
      { sweepSchedule: '*/10 * * * * *' },
    ],
    ['no collector of metrics', { OTEL_METRIC_EXPORT_INTERVAL: '500' }, { metricsInterval: undefined }],
    ['a collector', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' }, { metricsInterval: MINUTE }],
    [
      'a collector of metrics alone, and how often it is told',
      { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://c.test/v1', OTEL_METRIC_EXPORT_INTERVAL: '500' },
      { metricsInterval: 500 },
    ],
    ['a retention schedule', { RETENTION_SCHEDULE: '0 0 4 * * 6' }, { retentionSchedule: '0 0 4 * * 6' }],
    [
      'a sweep schedule with lists and names',
      { SWEEP_SCHEDULE: '0 0,30 8-18 * Jan Mon-Fri' },
      { sweepSchedule: '0 0,30 8-18 * Jan Mon-Fri' },
    ],
  ])('is read: %s', (_rule, env, read) => {
    expect(loadWith(env)).toMatchObject(read);
  });
});

test.each<[rule: string, env: Environment, hosts: string[]]>([
  ['localhost with the port', { PORT: '8080' }, ['localhost:8080']],
  [
    'the host name of the platform in lower case',
    { WEBSITE_HOSTNAME: 'Insight.azurewebsites.net' },
    ['insight.azurewebsites.net'],
  ],
  [
    'the host name of the platform and the one of PUBLIC_BASE_URL',
    { WEBSITE_HOSTNAME: 'insight.azurewebsites.net', PUBLIC_BASE_URL: 'https://Hooks.contoso.com:8443/x' },
    ['hooks.contoso.com:8443', 'insight.azurewebsites.net'],
  ],
])('the own hosts, to which no callback may lead, are %s', (_rule, env, hosts) => {
  expect([...new Set(loadWith(env).ownHosts)]).toEqual(hosts);
});

test('the settings of the console are read as they are given', () => {
  const environment = 'Default-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
  expect(
    loadWith({ CONSOLE: 'off', POWER_PLATFORM_ENVIRONMENT: environment, CONNECTOR_NAME: 'shared_insight-triggers-5f' }),
  ).toMatchObject({
    console: false,
    powerPlatformEnvironment: environment,
    connectorName: 'shared_insight-triggers-5f',
  });
});
