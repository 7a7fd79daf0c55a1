import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Config, loadConfig } from '../../shared/config.ts';
import { type Environment, SettingError } from '../../shared/settings/storage-account.ts';

const KEY = randomBytes(32);
const PREVIOUS = randomBytes(32);
const minimal: Environment = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  SECRETS_KEY: KEY.toString('base64'),
};

const loadWith = (env: Environment) => loadConfig({ ...minimal, ...env });

function faultOf(env: Environment): string {
  try {
    loadWith(env);
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  return 'no fault was found';
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('with nothing but the required settings, everything has its default', () => {
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
    'EventsStorage',
  ];
  expect(loadWith(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(loadConfig(minimal));
});

test('settings that are not ours are passed over', () => {
  expect(loadWith({ FUNCTIONS_WORKER_RUNTIME: 'node', PATH: '/bin' })).toEqual(loadConfig(minimal));
});

describe('a setting that is right', () => {
  test.each<[rule: string, env: Environment, read: Partial<Config>]>([
    [
      'a queue name of three characters',
      { REFRESH_STATUS_QUEUE: 'a-1' },
      { queues: { refreshStatus: 'a-1', metricChange: 'metric-change', delivery: 'webhook-delivery' } },
    ],
    [
      'a queue name of 63',
      { METRIC_CHANGE_QUEUE: 'a'.repeat(63) },
      { queues: { refreshStatus: 'refresh-status', metricChange: 'a'.repeat(63), delivery: 'webhook-delivery' } },
    ],
    [
      'the delivery queue',
      { WEBHOOK_DELIVERY_QUEUE: '0ut' },
      { queues: { refreshStatus: 'refresh-status', metricChange: 'metric-change', delivery: '0ut' } },
    ],
    [
      'a previous key stands behind the present one',
      { SECRETS_KEY_PREVIOUS: PREVIOUS.toString('base64') },
      { secretsKeys: [KEY, PREVIOUS] },
    ],
    [
      'hosts with spaces and upper case',
      { CALLBACK_ALLOWED_HOSTS: ' .Contoso.com , hooks.test,' },
      { callbackAllowedHosts: ['.contoso.com', 'hooks.test'] },
    ],
    ['any public host', { CALLBACK_ALLOWED_HOSTS: '*' }, { callbackAllowedHosts: ['*'] }],
    ['insecure callbacks', { ALLOW_INSECURE_CALLBACKS: 'true' }, { allowInsecureCallbacks: true }],
    ['insecure callbacks in upper case', { ALLOW_INSECURE_CALLBACKS: 'TRUE' }, { allowInsecureCallbacks: true }],
    ['no insecure callbacks', { ALLOW_INSECURE_CALLBACKS: 'false' }, { allowInsecureCallbacks: false }],
    ['one wait', { RETRY_SCHEDULE: '250ms' }, { retrySchedule: [250] }],
    ['waits with spaces', { RETRY_SCHEDULE: '5s, 1m ,2h,1d' }, { retrySchedule: [5 * SECOND, MINUTE, 2 * HOUR, DAY] }],
    ['the shortest timeout', { ATTEMPT_TIMEOUT: '1000ms' }, { attemptTimeout: SECOND }],
    ['a timeout in minutes', { ATTEMPT_TIMEOUT: '2m' }, { attemptTimeout: 2 * MINUTE }],
    ['a timeout with spaces around', { ATTEMPT_TIMEOUT: ' 10s ' }, { attemptTimeout: 10 * SECOND }],
    ['a schedule of every ten seconds', { SWEEP_SCHEDULE: '*/10 * * * * *' }, { sweepSchedule: '*/10 * * * * *' }],
    [
      'a schedule with lists and names',
      { SWEEP_SCHEDULE: '0 0,30 8-18 * Jan Mon-Fri' },
      { sweepSchedule: '0 0,30 8-18 * Jan Mon-Fri' },
    ],
  ])('%s', (_rule, env, read) => {
    expect(loadWith(env)).toMatchObject(read);
  });
});

test.each<[rule: string, env: Environment, hosts: string[]]>([
  ['this machine', { PORT: '8080' }, ['localhost:8080']],
  [
    'the platform’s name in lower case',
    { WEBSITE_HOSTNAME: 'Insight.azurewebsites.net' },
    ['insight.azurewebsites.net'],
  ],
  [
    'the platform’s name beside a name of our own',
    { WEBSITE_HOSTNAME: 'insight.azurewebsites.net', PUBLIC_BASE_URL: 'https://Hooks.contoso.com:8443/x' },
    ['hooks.contoso.com:8443', 'insight.azurewebsites.net'],
  ],
])('own hosts, to which no webhook may lead: %s', (_rule, env, hosts) => {
  expect([...new Set(loadWith(env).ownHosts)]).toEqual(hosts);
});

describe('a setting that is wrong stops the start with one line that names it', () => {
  test.each<[setting: string, rule: string, value: string]>([
    ['REFRESH_STATUS_QUEUE', 'two characters', 'ab'],
    ['REFRESH_STATUS_QUEUE', '64 characters', 'a'.repeat(64)],
    ['METRIC_CHANGE_QUEUE', 'upper case', 'Metric'],
    ['METRIC_CHANGE_QUEUE', 'a line below', 'metric_change'],
    ['WEBHOOK_DELIVERY_QUEUE', 'a dash in front', '-out'],
    ['WEBHOOK_DELIVERY_QUEUE', 'a dash behind', 'out-'],
    ['WEBHOOK_DELIVERY_QUEUE', 'two dashes', 'out--put'],
    ['PUBLIC_BASE_URL', 'no address', 'insight'],
    ['PUBLIC_BASE_URL', 'a host alone', 'insight.azurewebsites.net'],
    ['PUBLIC_BASE_URL', 'another scheme', 'ftp://insight.test'],
    ['SECRETS_KEY', '31 bytes', randomBytes(31).toString('base64')],
    ['SECRETS_KEY', '33 bytes', randomBytes(33).toString('base64')],
    ['SECRETS_KEY', '32 bytes in hexadecimal', KEY.toString('hex')],
    ['SECRETS_KEY', 'no base64', 'correct horse battery staple'],
    ['SECRETS_KEY', 'base64 of 32 bytes with something else inside', `"${KEY.toString('base64')}"!`],
    ['SECRETS_KEY_PREVIOUS', '16 bytes', randomBytes(16).toString('base64')],
    ['CALLBACK_ALLOWED_HOSTS', 'nothing but commas', ' , ,'],
    ['CALLBACK_ALLOWED_HOSTS', 'an address in place of a host', 'https://hooks.contoso.com/'],
    ['CALLBACK_ALLOWED_HOSTS', 'a star that would match nothing', '*.contoso.com'],
    ['ALLOW_INSECURE_CALLBACKS', 'neither true nor false', 'maybe'],
    ['RETRY_SCHEDULE', 'a wait without a unit', '5s,5'],
    ['RETRY_SCHEDULE', 'a unit that is none', '5s,1w'],
    ['RETRY_SCHEDULE', 'a broken wait', '1.5h'],
    ['RETRY_SCHEDULE', 'a negative wait', '-5s'],
    ['RETRY_SCHEDULE', 'nothing but commas', ','],
    ['ATTEMPT_TIMEOUT', 'a number alone', '30'],
    ['ATTEMPT_TIMEOUT', 'words', 'half a minute'],
    ['ATTEMPT_TIMEOUT', 'no time at all', '0s'],
    ['ATTEMPT_TIMEOUT', 'too short for an answer and its record', '999ms'],
    ['ATTEMPT_TIMEOUT', 'a list', '30s,40s'],
    ['ATTEMPT_TIMEOUT', 'longer than a timer of Node can wait, which then fires at once', '25d'],
    ['SWEEP_SCHEDULE', 'five fields', '* * * * *'],
    ['SWEEP_SCHEDULE', 'seven fields', '0 * * * * * *'],
    ['SWEEP_SCHEDULE', 'six words', 'once a minute is quite enough'],
    ['SWEEP_SCHEDULE', 'a second that is none', '99 * * * * *'],
  ])('%s: %s', (setting, _rule, value) => {
    const fault = faultOf({ [setting]: value });
    expect(fault).toMatch(new RegExp(`^Setting ${setting}: .*expected`));
    expect(fault.split('\n')).toHaveLength(1);
  });

  test('SECRETS_KEY: absent', () => {
    expect(faultOf({ SECRETS_KEY: undefined })).toMatch(/^Setting SECRETS_KEY: required; expected base64 of 32/);
    expect(faultOf({ SECRETS_KEY: '' })).toMatch(/^Setting SECRETS_KEY: required/);
  });

  test.each(['SECRETS_KEY', 'SECRETS_KEY_PREVIOUS'])('%s: its value is not repeated', (setting) => {
    for (const secret of ['my-secret', `my-secret${KEY.toString('base64')}`, KEY.toString('hex')]) {
      const fault = faultOf({ [setting]: secret });
      expect(fault).toContain(setting);
      expect(fault).not.toContain(secret);
      expect(fault).not.toMatch(/my-secret/);
    }
  });
});
