import { isDeepStrictEqual } from 'node:util';
import type { Definition } from '../flow.ts';
import { isProperties } from '../language.ts';
import { type ClientData, type Settings, type Solution, workflowsOf } from '../solution.ts';
import { elements, isWellFormed } from '../xml.ts';
import { differences } from './differences.ts';

/** The numbers of the types that an environment variable may have, by the type of the parameter that reads it. */
const VARIABLE_TYPES: Readonly<Record<string, string>> = { String: '100000000', Int: '100000001' };

/** What elements of the components say where a file is. */
const FILE = /<(?:JsonFileName|openapidefinition|connectionparameters|policytemplateinstances|iconblob)>\/([^<]+)</g;
const DEFINITION = /^environmentvariabledefinitions\/([^/]+)\/environmentvariabledefinition\.xml$/;
const ALWAYS = ['[Content_Types].xml', 'solution.xml', 'customizations.xml'];

/** What is wrong with a solution of flows, of a connector or of both, as far as its own files tell. */
export function solutionFaults(solution: Solution): string[] {
  const broken = Object.entries(solution).filter(([path, text]) => path.endsWith('.xml') && !isWellFormed(text));
  if (broken.length > 0) return broken.map(([path]) => `${path} is not XML`);
  return [
    ...fileFaults(solution),
    ...componentFaults(solution),
    ...workflowFaults(solution),
    ...variableFaults(solution),
    ...differences('connection reference in use', usedConnections(solution), connectionsOf(solution)),
    ...workflowsOf(solution).flatMap(([, data]) => connectionFaults(data)),
  ];
}

/** Whether the settings have a value for each variable and each connection. */
export function settingsFaults(solution: Solution, { EnvironmentVariables, ConnectionReferences }: Settings): string[] {
  const variables = EnvironmentVariables.map(({ SchemaName }) => SchemaName);
  const connections = ConnectionReferences.map(({ LogicalName, ConnectorId }) => `${LogicalName} ${ConnectorId}`);
  return [
    ...differences('variable with a value', variables, variablesOf(solution)),
    ...differences('connection reference with a value', connections, connectionsOf(solution)),
  ];
}

/** The files are those that the components name, each of a type that is declared. */
function fileFaults(solution: Solution): string[] {
  const paths = Object.keys(solution);
  const components = solution['customizations.xml'] ?? '';
  const named = Array.from(components.matchAll(FILE), ([, path]) => path);
  const definitions = paths.filter((path) => DEFINITION.test(path));
  const declared = elements(solution['[Content_Types].xml'], 'Default').map(({ Extension }) => Extension);
  return [
    ...differences('file that something names', [...ALWAYS, ...named, ...definitions], paths),
    ...differences('type of a file', new Set(paths.map((path) => path.split('.').at(-1))), [...new Set(declared)]),
  ];
}

/** The components are declared at the root, and so is the publisher, with the two addresses of an export. */
function componentFaults(solution: Solution): string[] {
  const { 'solution.xml': manifest, 'customizations.xml': components } = solution;
  const roots = elements(manifest, 'RootComponent').map(({ type, id, schemaName }) =>
    [type, id, schemaName].filter(Boolean).join(' '),
  );
  const connectors = elements(components, 'Connector');
  const expected = [
    ...elements(components, 'Workflow').map(({ WorkflowId }) => `29 ${WorkflowId}`),
    ...connectors.map(({ connectorid, name }) => `372 {${connectorid}} ${name}`),
    ...variablesOf(solution).map((name) => `380 ${name}`),
  ];
  const addresses = elements(manifest, 'Address').map(({ AddressNumber }) => AddressNumber);
  return [...differences('component', roots, expected), ...differences('address', addresses, ['1', '2'])];
}

/** A flow has a description, which is named as its file is. */
function workflowFaults(solution: Solution): string[] {
  const descriptions = elements(solution['customizations.xml'], 'Workflow');
  return workflowsOf(solution).flatMap(([path]) => {
    const description = descriptions.find(({ JsonFileName }) => JsonFileName === `/${path}`);
    const { WorkflowId: id = '', StateCode, StatusCode, Category } = description ?? {};
    const isNamed = id !== '' && path.endsWith(`-${id.slice(1, -1).toUpperCase()}.json`);
    if (!isNamed || id !== id.toLowerCase()) return [`${path} and its description do not name each other`];
    const isOff = StateCode === '0' && StatusCode === '1';
    return [
      ...(isOff ? [] : [`${path} would be turned on by the import`]),
      ...(Category === '5' ? [] : [`${path} is no cloud flow`]),
    ];
  });
}

function variablesOf(solution: Solution): string[] {
  return Object.keys(solution).flatMap((path) => DEFINITION.exec(path)?.[1] ?? []);
}

/** An environment variable is what the parameter of a flow says that reads it. */
function variableFaults(solution: Solution): string[] {
  const parameters = workflowsOf(solution).flatMap(([, data]) => Object.entries(data.properties.definition.parameters));
  const read = parameters.flatMap(([, { metadata }]) => metadata?.schemaName ?? []);
  return [
    ...differences('variable that flows read', read, variablesOf(solution)),
    ...parameters
      .filter((parameter) => !isDefined(solution, parameter))
      .map(([name]) => `${name} is not what its definition says`),
  ];
}

type Parameter = [name: string, declared: Definition['parameters'][string]];

/** Only what the platform fills in has no definition. */
function isDefined(solution: Solution, [name, { type, metadata, defaultValue }]: Parameter): boolean {
  if (!metadata) return /^\$(?:connections|authentication)$/.test(name) && isDeepStrictEqual(defaultValue, {});
  const { schemaName } = metadata;
  const xml = solution[`environmentvariabledefinitions/${schemaName}/environmentvariabledefinition.xml`];
  const [definition] = elements(xml, 'environmentvariabledefinition');
  const [display] = elements(xml, 'displayname');
  const isSame = definition?.schemaname === schemaName && name === `${display?.default} (${schemaName})`;
  return isSame && definition.type === VARIABLE_TYPES[type];
}

function connectionsOf(solution: Solution): string[] {
  const declared = elements(solution['customizations.xml'], 'connectionreference');
  return declared.map(({ connectionreferencelogicalname: name, connectorid }) => `${name} ${connectorid}`);
}

function usedConnections(solution: Solution): string[] {
  return workflowsOf(solution).flatMap(([, { properties }]) =>
    Object.values(properties.connectionReferences).map(
      ({ connection, api }) => `${connection.connectionReferenceLogicalName} ${pathOf(api.name)}`,
    ),
  );
}

const pathOf = (connector: string): string => `/providers/Microsoft.PowerApps/apis/${connector}`;

/** Each step that calls a connector names it as its connection reference does, and passes the login of the flow on. */
function connectionFaults({ properties: { connectionReferences, definition } }: ClientData): string[] {
  return [...Object.entries(definition.triggers), ...Object.entries(definition.actions)].flatMap(
    ([name, { inputs }]) => {
      if (!isProperties(inputs) || !isProperties(inputs.host)) return [];
      const reference = connectionReferences[String(inputs.host.connectionName)];
      const isSame = inputs.host.apiId === pathOf(reference?.api.name ?? 'unknown');
      const isEmbedded = reference?.runtimeSource === 'embedded';
      return isSame && isEmbedded && inputs.authentication === "@parameters('$authentication')"
        ? []
        : [`${name} does not go through its connection`];
    },
  );
}
