import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import * as z from 'zod';
import { findBicep, type Output, runBicep } from '../../../local/infra/bicep.ts';

/** The compiler of this machine, if it has one. `npm test` restores it before the tests and tells when there is none. */
export const bicep = findBicep();

/** The text of all Bicep files, without comments. */
export const source = globSync('infra/**/*.{bicep,bicepparam}')
  .map((file) => readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, ''))
  .join('\n');

/** A resource of a compiled template. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly options: unknown;
  readonly properties: unknown;
  /** The whole declaration. */
  readonly json: string;
}

const resourceSchema = z.looseObject({
  type: z.string(),
  name: z.string().default(''),
  existing: z.boolean().default(false),
  '@options': z.unknown().optional(),
  properties: z.unknown().optional(),
});
/** The compiler lists resources, or names them, depending on what a file uses. */
const templateSchema = z.looseObject({
  resources: z.union([z.array(resourceSchema), z.record(z.string(), resourceSchema)]),
});
const nestedSchema = z.looseObject({ template: templateSchema });

function run(...args: readonly string[]): Output {
  if (!bicep) throw new Error('this machine has no Bicep compiler');
  return runBicep(bicep, ...args);
}

/** The resources that the main file deploys, those of its modules included. */
export function compiledResources(): Resource[] {
  const { stdout, stderr } = run('build', 'infra/main.bicep', '--stdout');
  if (stderr !== '') throw new Error(stderr);
  return resourcesOf(templateSchema.parse(JSON.parse(stdout)));
}

function resourcesOf(template: z.infer<typeof templateSchema>): Resource[] {
  return Object.values(template.resources).flatMap((resource) => {
    if (resource.existing) return [];
    const nested = nestedSchema.safeParse(resource.properties);
    if (nested.success) return resourcesOf(nested.data.template);
    const { type, name, properties } = resource;
    return [{ type, name, properties, options: resource['@options'], json: JSON.stringify(resource) }];
  });
}

const paramsSchema = z.object({ parameters: z.object({ value: z.object({ value: z.unknown() }) }) });

/** The value of an expression that uses functions of a module: the compiler evaluates files of parameters. */
export function evaluate(module: string, expression: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'insight-triggers-'));
  try {
    const path = relative(folder, resolve(module)).replaceAll('\\', '/');
    writeFileSync(
      join(folder, 'main.bicep'),
      `param value ${expression.startsWith('[') ? 'array' : 'object'}\noutput copy object = { value: value }\n`,
    );
    const params = join(folder, 'main.bicepparam');
    writeFileSync(params, `using 'main.bicep'\nimport * as module from '${path}'\nparam value = ${expression}\n`);
    const { stdout, stderr, status } = run('build-params', params, '--stdout');
    if (status !== 0) throw new Error(stderr);
    const { parametersJson } = z.object({ parametersJson: z.string() }).parse(JSON.parse(stdout));
    return paramsSchema.parse(JSON.parse(parametersJson)).parameters.value.value;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
