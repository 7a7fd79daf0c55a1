import { globSync, readFileSync } from 'node:fs';
import type { Definition, Flow, Sample } from './flow.ts';
import type { Value } from './language/value.ts';

const folder = 'infra/flows/power-automate';

/** The texts of an unpacked solution, by path. */
export type Solution = Readonly<Record<string, string>>;

/** The file of a flow in it. */
export interface ClientData {
  readonly properties: {
    readonly connectionReferences: Readonly<Record<string, ConnectionReference>>;
    readonly definition: Definition;
  };
}

export interface ConnectionReference {
  readonly connection: { readonly connectionReferenceLogicalName: string };
  readonly api: { readonly name: string };
}

/** What `pac solution import` takes as values. */
export interface Settings {
  readonly EnvironmentVariables: readonly { readonly SchemaName: string; readonly Value: string }[];
  readonly ConnectionReferences: readonly { readonly LogicalName: string; readonly ConnectorId: string }[];
}

export function readSolution(): Solution {
  const files = globSync('**/*.*', { cwd: folder });
  return Object.fromEntries(
    files.map((path) => [path.replaceAll('\\', '/'), readFileSync(`${folder}/${path}`, 'utf8')]),
  );
}

export function readSettings(): Settings {
  return JSON.parse(readFileSync('infra/flows/power-automate.settings.sample.json', 'utf8'));
}

/** The flows of the solution, by path. */
export function workflowsOf(solution: Solution): [path: string, data: ClientData][] {
  const files = Object.entries(solution).filter(([path]) => path.startsWith('Workflows/') && path.endsWith('.json'));
  return files.map(([path, text]) => [path, JSON.parse(text)]);
}

/** The flow with the values of the settings. */
export function powerAutomateFlow(sample: Sample, solution = readSolution(), settings = readSettings()): Flow {
  const [, data] = workflowsOf(solution).find(([path]) => path.startsWith(`Workflows/${sample.workflow}-`)) ?? [];
  if (!data) throw new Error(`There is no flow ${sample.workflow}`);
  const { connectionReferences, definition } = data.properties;
  return {
    form: 'Power Automate',
    name: sample.workflow,
    definition,
    values: Object.fromEntries(
      Object.entries(definition.parameters).map(([name, parameter]) => [name, settingOf(parameter, settings)]),
    ),
    connectors: Object.fromEntries(
      Object.entries(connectionReferences).map(([key, { api }]) => [key, api.name.replace('shared_', '')]),
    ),
  };
}

/** The platform fills in what is no environment variable: connections and the login. */
function settingOf({ type, metadata }: Definition['parameters'][string], settings: Settings): Value {
  if (!metadata) return {};
  const value = settings.EnvironmentVariables.find(({ SchemaName }) => SchemaName === metadata.schemaName)?.Value;
  if (value === undefined) throw new Error(`The settings have no ${metadata.schemaName}`);
  return type === 'Int' ? Number(value) : value;
}
