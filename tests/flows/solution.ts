import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { CONNECTOR_NAME } from '../../local/connector/connector-solution.ts';
import { flowsSolution } from '../../local/connector/flows-solution.ts';
import { readSource } from '../../local/connector/source.ts';
import type { Definition, Flow, Sample } from './flow.ts';
import { mapValues, type Value } from './language.ts';

/** The texts of a solution, by their path in its zip. */
export type Solution = Readonly<Record<string, string>>;

/** The file of a flow in it. */
export interface ClientData {
  readonly properties: {
    readonly connectionReferences: Readonly<Record<string, ConnectionReference>>;
    readonly definition: Definition;
  };
}

export interface ConnectionReference {
  readonly runtimeSource: string;
  readonly connection: { readonly connectionReferenceLogicalName: string };
  readonly api: { readonly name: string };
}

/** What `pac solution import` takes as values. */
export interface Settings {
  readonly EnvironmentVariables: readonly { readonly SchemaName: string; readonly Value: string }[];
  readonly ConnectionReferences: readonly { readonly LogicalName: string; readonly ConnectorId: string }[];
}

/** The solution as its package holds it. */
export function readSolution(): Solution {
  const zip = flowsSolution(readSource().flows, { connector: CONNECTOR_NAME, version: '1.2.3' });
  return mapValues(unzipSync(zip), (bytes) => strFromU8(bytes));
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
export function powerAutomateFlow({ workflow }: Sample): Flow {
  const [, data] = workflowsOf(readSolution()).find(([path]) => path.startsWith(`Workflows/${workflow}-`)) ?? [];
  if (!data) throw new Error(`There is no flow ${workflow}`);
  const settings = readSettings();
  const { connectionReferences, definition } = data.properties;
  return {
    form: 'Power Automate',
    name: workflow,
    definition,
    values: mapValues(definition.parameters, (parameter) => settingOf(parameter, settings)),
    connectors: mapValues(connectionReferences, ({ api }) => api.name.replace('shared_', '')),
  };
}

/** The platform fills in what is no environment variable: connections and the login. */
function settingOf({ type, metadata }: Definition['parameters'][string], settings: Settings): Value {
  if (!metadata) return {};
  const value = settings.EnvironmentVariables.find(({ SchemaName }) => SchemaName === metadata.schemaName)?.Value;
  if (value === undefined) throw new Error(`The settings have no ${metadata.schemaName}`);
  return type === 'Int' ? Number(value) : value;
}
