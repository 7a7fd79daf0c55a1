import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import * as z from 'zod';

const permissions = z.record(z.string(), z.string());
const workflowSchema = z.looseObject({
  permissions,
  env: z.record(z.string(), z.string()).default({}),
  jobs: z.record(
    z.string(),
    z.looseObject({
      permissions: permissions.default({}),
      'timeout-minutes': z.int(),
      environment: z.string().optional(),
      steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});

const files = globSync('.github/workflows/*.yml').toSorted();
const textOf = (file: string) => readFileSync(file, 'utf8');
const workflowOf = (file: string) => workflowSchema.parse(parse(textOf(file)));
const scripts: string[] = Object.keys(JSON.parse(textOf('package.json')).scripts);

describe.each(files)('the workflow %s', (file) => {
  it('pins every action to a commit, with its version in a comment', () => {
    const uses = textOf(file).match(/^\s*(- )?uses: .*$/gm) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('may only read the repository, and get a token for Azure in a job with an environment', () => {
    const { permissions: all, jobs } = workflowOf(file);
    expect(all).toEqual({ contents: 'read' });
    for (const job of Object.values(jobs)) {
      const wanted = job.environment ? { contents: 'read', 'id-token': 'write' } : {};
      expect(job.permissions).toEqual(wanted);
    }
  });

  it('runs only npm scripts that exist', () => {
    const runs = Object.values(workflowOf(file).jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
    const called = runs.flatMap((run) =>
      [...run.matchAll(/npm (?:run (?:--silent )?)([\w:]+)/g)].map(([, name]) => name),
    );
    expect(called.filter((name) => !scripts.includes(name ?? ''))).toEqual([]);
  });

  it('puts no expression into a script, where its text would be run', () => {
    const runs = Object.values(workflowOf(file).jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
    expect(runs.filter((run) => run.includes('${{'))).toEqual([]);
  });
});

describe('the workflow that deploys', () => {
  it('passes on every variable that the file of parameters reads, but a key', () => {
    const read = [...textOf('infra/main.bicepparam').matchAll(/readEnvironmentVariable\('(\w+)'/g)].map(
      ([, name]) => name,
    );
    const passed = [...Object.keys(workflowOf('.github/workflows/deploy.yml').env), 'SECRETS_KEY'];
    expect(passed).toEqual(expect.arrayContaining(read));
  });

  it('deploys the package that it keeps', () => {
    const { jobs } = workflowOf('.github/workflows/deploy.yml');
    const steps = JSON.stringify(jobs.deploy?.steps);
    expect(steps).toContain('"path":"insight-triggers.zip"');
    expect(steps).toContain('azd deploy app --from-package insight-triggers.zip');
  });
});

describe('azure.yaml', () => {
  const azure = z
    .looseObject({
      services: z.record(z.string(), z.looseObject({ dist: z.string(), remoteBuild: z.boolean(), host: z.string() })),
      hooks: z.object({ postdeploy: z.record(z.string(), z.object({ shell: z.string(), run: z.string() })) }),
    })
    .parse(parse(textOf('azure.yaml')));

  it('deploys the built folder as it is', () => {
    expect(azure.services.app).toMatchObject({ host: 'function', dist: 'dist', remoteBuild: false });
  });

  it('runs the same hook on every system', () => {
    const runs = Object.values(azure.hooks.postdeploy).map(({ run }) => run);
    expect(new Set(runs)).toEqual(new Set(['npm run --silent report:deployment']));
    expect(scripts).toContain('report:deployment');
  });

  it('names the service that the function app is tagged with', () => {
    const [name] = Object.keys(azure.services);
    expect(textOf('infra/modules/app.bicep')).toContain(`'azd-service-name': '${name}'`);
  });
});
