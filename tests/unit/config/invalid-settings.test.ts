import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Environment, SettingError } from '../../../shared/settings/setting-error.ts';
import { settingErrorOf } from './setting-error.ts';

const KEY = randomBytes(32);
const minimal: Environment = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  SECRETS_KEY: KEY.toString('base64'),
};

const faultOf = (env: Environment) => settingErrorOf({ ...minimal, ...env });

describe('an invalid setting stops the start with one line that names it:', () => {
  test.each<[setting: string, rule: string, value: string]>([
    ['REFRESH_STATUS_QUEUE', 'two characters', 'ab'],
    ['REFRESH_STATUS_QUEUE', '57 characters, too many for its poison queue', 'a'.repeat(57)],
    ['WEBHOOK_DELIVERY_QUEUE', '57 characters, too many for its poison queue', 'a'.repeat(57)],
    ['METRIC_CHANGE_QUEUE', 'the name of a poison queue', 'events-poison'],
    ['METRIC_CHANGE_QUEUE', 'upper case', 'Metric'],
    ['METRIC_CHANGE_QUEUE', 'an underscore', 'metric_change'],
    ['WEBHOOK_DELIVERY_QUEUE', 'a leading dash', '-out'],
    ['WEBHOOK_DELIVERY_QUEUE', 'a trailing dash', 'out-'],
    ['WEBHOOK_DELIVERY_QUEUE', 'two consecutive dashes', 'out--put'],
    ['METRIC_CHANGE_QUEUE', 'the name of another queue', 'refresh-status'],
    ['WEBHOOK_DELIVERY_QUEUE', 'the name of another queue', 'metric-change'],
    ['PUBLIC_BASE_URL', 'not a URL', 'insight'],
    ['PUBLIC_BASE_URL', 'a host without a scheme', 'insight.azurewebsites.net'],
    ['PUBLIC_BASE_URL', 'the base of the calls, to which the app adds /api', 'https://insight.test/api'],
    ['PUBLIC_BASE_URL', 'the base of the calls behind a path', 'https://insight.test/hooks/API/'],
    ['PUBLIC_BASE_URL', 'a scheme other than http or https', 'ftp://insight.test'],
    ['SECRETS_KEY', '31 bytes', randomBytes(31).toString('base64')],
    ['SECRETS_KEY', '33 bytes', randomBytes(33).toString('base64')],
    ['SECRETS_KEY', '32 bytes in hexadecimal', KEY.toString('hex')],
    ['SECRETS_KEY', 'not base64', 'correct horse battery staple'],
    ['SECRETS_KEY', 'base64 of 32 bytes with quotes and an exclamation mark', `"${KEY.toString('base64')}"!`],
    ['SECRETS_KEY', 'zeros', Buffer.alloc(32).toString('base64')],
    ['SECRETS_KEY_PREVIOUS', '16 bytes', randomBytes(16).toString('base64')],
    ['CALLBACK_ALLOWED_HOSTS', 'only commas', ' , ,'],
    ['CALLBACK_ALLOWED_HOSTS', 'a URL in place of a host', 'https://hooks.contoso.com/'],
    ['CALLBACK_ALLOWED_HOSTS', 'a wildcard inside a host', '*.contoso.com'],
    ['CALLBACK_ALLOWED_HOSTS', 'a top-level domain', 'com'],
    ['CALLBACK_ALLOWED_HOSTS', 'a top-level domain with a point, in a list', '.contoso.com, .net'],
    ['ALLOW_INSECURE_CALLBACKS', 'neither true nor false', 'maybe'],
    ['RETRY_SCHEDULE', 'a wait without a unit', '5s,5'],
    ['RETRY_SCHEDULE', 'an unknown unit', '5s,1w'],
    ['RETRY_SCHEDULE', 'a fractional wait', '1.5h'],
    ['RETRY_SCHEDULE', 'a negative wait', '-5s'],
    ['RETRY_SCHEDULE', 'only commas', ','],
    ['RETRY_SCHEDULE', 'a wait of zero', '5s,0s'],
    ['RETRY_SCHEDULE', 'a wait of zero milliseconds', '0ms'],
    ['DISABLE_AFTER', 'zero', '0d'],
    ['RETENTION', 'zero', '000s'],
    ['RETENTION', 'longer than ten years', '3651d'],
    ['DISABLE_AFTER', 'a number that is no safe integer', '99999999999999999999d'],
    ['ATTEMPT_TIMEOUT', 'a number without a unit', '30'],
    ['ATTEMPT_TIMEOUT', 'words', 'half a minute'],
    ['ATTEMPT_TIMEOUT', 'zero', '0s'],
    ['ATTEMPT_TIMEOUT', 'shorter than one second', '999ms'],
    ['ATTEMPT_TIMEOUT', 'a list', '30s,40s'],
    ['ATTEMPT_TIMEOUT', 'longer than the longest timer of Node', '25d'],
    ['DIAGNOSTICS_CONTAINERS', 'only commas', ' , '],
    ['DIAGNOSTICS_CONTAINERS', 'upper case', 'insight-logs-operational,Logs'],
    ['DIAGNOSTICS_CONTAINERS', 'a path', 'insight-logs-operational/x'],
    ['DIAGNOSTICS_SCHEDULE', 'five fields, as in cron', '* * * * *'],
    ['DiagnosticsStorage__blobServiceUri', 'http', 'http://app.blob.core.windows.net'],
    ['CONSOLE', 'a word that is neither on nor off', 'yes'],
    ['POWER_PLATFORM_ENVIRONMENT', 'a name', 'Contoso (default)'],
    ['CONNECTOR_NAME', 'a title', 'Insight Triggers'],
    ['PORT', 'a word', 'http'],
    ['PORT', 'zero', '0'],
    ['PORT', 'above 65535', '65536'],
    ['PORT', 'a fraction', '70.71'],
    ['PORT', 'negative', '-1'],
    ['PORT', 'a number with a unit', '7071/tcp'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'no address', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', 'another scheme', 'ftp://collector.test'],
    ['OTEL_METRIC_EXPORT_INTERVAL', 'a unit', '60s'],
    ['OTEL_METRIC_EXPORT_INTERVAL', 'less than a tenth of a second', '99'],
    ['RETENTION_SCHEDULE', 'five fields', '30 3 * * *'],
    ['RETENTION_SCHEDULE', 'an hour of 24', '0 30 24 * * *'],
    ['SWEEP_SCHEDULE', 'five fields', '* * * * *'],
    ['SWEEP_SCHEDULE', 'seven fields', '0 * * * * * *'],
    ['SWEEP_SCHEDULE', 'six words', 'once a minute is quite enough'],
    ['SWEEP_SCHEDULE', 'a second of 99', '99 * * * * *'],
  ])('%s set to %s', (setting, _rule, value) => {
    const fault = faultOf({ [setting]: value });
    expect(fault).toMatch(new RegExp(`^Setting ${setting}: .*expected`));
    expect(fault.split('\n')).toHaveLength(1);
    if (setting.startsWith('SECRETS_KEY')) expect(fault).not.toContain(value);
    else expect(fault).toContain(`'${value}'`);
  });

  test('a long value or one of several lines, which is cut and kept on one line', () => {
    const fault = faultOf({ RETENTION: `30d\r\n\u2028\u202e${'x'.repeat(500)}` });
    expect(fault).toMatch(/^Setting RETENTION: '30d.*…' is not valid; expected .*$/);
    expect(fault).not.toMatch(/[\p{C}\u2028]/u);
    expect(fault.length).toBeLessThan(300);
  });

  test('whose stack is that one line, since a host may print it', () => {
    const fault = new SettingError('RETENTION', 'expected more');
    expect(fault.stack).toBe('SettingError: Setting RETENTION: expected more');
  });

  test('SECRETS_KEY absent or empty', () => {
    expect(faultOf({ SECRETS_KEY: undefined })).toMatch(/^Setting SECRETS_KEY: required; expected base64 of 32/);
    expect(faultOf({ SECRETS_KEY: '' })).toMatch(/^Setting SECRETS_KEY: required/);
  });

  test.each(['SECRETS_KEY', 'SECRETS_KEY_PREVIOUS'])('%s, whose value is not repeated', (setting) => {
    for (const secret of ['my-secret', `my-secret${KEY.toString('base64')}`, KEY.toString('hex')]) {
      const fault = faultOf({ [setting]: secret });
      expect(fault).toContain(setting);
      expect(fault).not.toContain(secret);
      expect(fault).not.toMatch(/my-secret/);
    }
  });
});
