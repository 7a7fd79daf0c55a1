import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { bicep } from './support/bicep.ts';

const outputSchema = z.object({ parametersJson: z.string() });
const parametersSchema = z.object({ parameters: z.record(z.string(), z.object({ value: z.unknown() })) });

const NAMES = [...readFileSync('infra/main.bicepparam', 'utf8').matchAll(/readEnvironmentVariable\('(\w+)'/g)].map(
  ([, name = '']) => name,
);

const PLACE = { AZURE_ENV_NAME: 'dev', AZURE_LOCATION: 'westeurope' };

/** The parameters of a deployment with these variables. All others are set and empty, as those of a workflow are. */
function parametersOf(command: string, variables: Readonly<Record<string, string>>): Record<string, unknown> {
  const env = { ...process.env, ...Object.fromEntries(NAMES.map((name) => [name, ''])), ...variables };
  const args = ['build-params', 'infra/main.bicepparam', '--stdout'];
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env });
  if (stderr !== '') throw new Error(stderr);
  const { parameters } = parametersSchema.parse(JSON.parse(outputSchema.parse(JSON.parse(stdout)).parametersJson));
  return Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));
}

describe('the options of a deployment', () => {
  it('are all explained in docs/deploy.md', () => {
    const text = readFileSync('docs/deploy.md', 'utf8') + readFileSync('docs/operations.md', 'utf8');
    expect(NAMES.filter((name) => !text.includes(`\`${name}\``) && !text.includes(`azd env set ${name} `))).toEqual([]);
  });

  if (!bicep) return;
  const defaults = parametersOf(bicep, PLACE);
  const chosen = parametersOf(bicep, {
    ...PLACE,
    STAGE: 'prod',
    SILENCE_HOURS: '48',
    ALWAYS_READY_HTTP_INSTANCES: '1',
    PRIVATE_NETWORK: 'true',
    APP_SETTINGS: '{"RETENTION":"60d"}',
    ROTATING_SECRETS_KEY: 'true',
  });

  it('have defaults, also when a workflow passes them on empty', () => {
    expect(defaults).toEqual({
      environmentName: 'dev',
      location: 'westeurope',
      stage: 'dev',
      alertEmail: '',
      silenceHours: 26,
      scale: { instanceMemoryMB: 2048, maximumInstanceCount: 40, alwaysReadyHttpInstances: 0 },
      privateNetwork: false,
      eventsStorageAccountId: '',
      diagnosticsStorageAccountId: '',
      appSettings: {},
      secretsKey: '',
      rotatingSecretsKey: false,
    });
  });

  it('come from the environment', () => {
    expect(chosen).toMatchObject({
      stage: 'prod',
      silenceHours: 48,
      scale: { alwaysReadyHttpInstances: 1 },
      privateNetwork: true,
      appSettings: { RETENTION: '60d' },
      rotatingSecretsKey: true,
    });
  });
});
