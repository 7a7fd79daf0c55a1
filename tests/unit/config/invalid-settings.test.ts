import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../shared/settings/storage-account.ts';
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
    ['REFRESH_STATUS_QUEUE', '64 characters', 'a'.repeat(64)],
    ['METRIC_CHANGE_QUEUE', 'upper case', 'Metric'],
    ['METRIC_CHANGE_QUEUE', 'an underscore', 'metric_change'],
    ['WEBHOOK_DELIVERY_QUEUE', 'a leading dash', '-out'],
    ['WEBHOOK_DELIVERY_QUEUE', 'a trailing dash', 'out-'],
    ['WEBHOOK_DELIVERY_QUEUE', 'two consecutive dashes', 'out--put'],
    ['PUBLIC_BASE_URL', 'not a URL', 'insight'],
    ['PUBLIC_BASE_URL', 'a host without a scheme', 'insight.azurewebsites.net'],
    ['PUBLIC_BASE_URL', 'a scheme other than http or https', 'ftp://insight.test'],
    ['SECRETS_KEY', '31 bytes', randomBytes(31).toString('base64')],
    ['SECRETS_KEY', '33 bytes', randomBytes(33).toString('base64')],
    ['SECRETS_KEY', '32 bytes in hexadecimal', KEY.toString('hex')],
    ['SECRETS_KEY', 'not base64', 'correct horse battery staple'],
    ['SECRETS_KEY', 'base64 of 32 bytes with quotes and an exclamation mark', `"${KEY.toString('base64')}"!`],
    ['SECRETS_KEY_PREVIOUS', '16 bytes', randomBytes(16).toString('base64')],
    ['CALLBACK_ALLOWED_HOSTS', 'only commas', ' , ,'],
    ['CALLBACK_ALLOWED_HOSTS', 'a URL in place of a host', 'https://hooks.contoso.com/'],
    ['CALLBACK_ALLOWED_HOSTS', 'a wildcard inside a host', '*.contoso.com'],
    ['ALLOW_INSECURE_CALLBACKS', 'neither true nor false', 'maybe'],
    ['RETRY_SCHEDULE', 'a wait without a unit', '5s,5'],
    ['RETRY_SCHEDULE', 'an unknown unit', '5s,1w'],
    ['RETRY_SCHEDULE', 'a fractional wait', '1.5h'],
    ['RETRY_SCHEDULE', 'a negative wait', '-5s'],
    ['RETRY_SCHEDULE', 'only commas', ','],
    ['ATTEMPT_TIMEOUT', 'a number without a unit', '30'],
    ['ATTEMPT_TIMEOUT', 'words', 'half a minute'],
    ['ATTEMPT_TIMEOUT', 'zero', '0s'],
    ['ATTEMPT_TIMEOUT', 'shorter than one second', '999ms'],
    ['ATTEMPT_TIMEOUT', 'a list', '30s,40s'],
    ['ATTEMPT_TIMEOUT', 'longer than the longest timer of Node', '25d'],
    ['SWEEP_SCHEDULE', 'five fields', '* * * * *'],
    ['SWEEP_SCHEDULE', 'seven fields', '0 * * * * * *'],
    ['SWEEP_SCHEDULE', 'six words', 'once a minute is quite enough'],
    ['SWEEP_SCHEDULE', 'a second of 99', '99 * * * * *'],
  ])('%s set to %s', (setting, _rule, value) => {
    const fault = faultOf({ [setting]: value });
    expect(fault).toMatch(new RegExp(`^Setting ${setting}: .*expected`));
    expect(fault.split('\n')).toHaveLength(1);
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
