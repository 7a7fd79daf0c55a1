import type { Definition } from '../flow.ts';
import { isProperties } from '../language/value.ts';
import { type ClientData, type Settings, type Solution, workflowsOf } from '../solution.ts';
import { type Element, elements, isWellFormed } from '../xml.ts';

/** The numbers of the types that an environment variable may have, by the type of the parameter that reads it. */
const VARIABLE_TYPES: Readonly<Record<string, string>> = { String: '100000000', Int: '100000001' };

/** What is wrong with the solution, as far as its own files tell. */
export function solutionFaults(solution: Solution, settings: Settings): string[] {
  const broken = Object.entries(solution).filter(([path, text]) => path.endsWith('.xml') && !isWellFormed(text));
  if (broken.length > 0) return broken.map(([path]) => `${path} is not XML`);
  return [
    ...workflowFaults(solution),
    ...variableFaults(solution, settings),
    ...connectionFaults(solution, settings),
    ...workflowsOf(solution).flatMap(([, data]) => hostFaults(data)),
  ];
}

/** A flow is a file, a description of the file, and a component of the solution. */
function workflowFaults(solution: Solution): string[] {
  const descriptions = elements(solution['customizations.xml'], 'Workflow');
  const described = workflowsOf(solution).map(([path]): [string, Element] => {
    return [path, descriptions.find(({ JsonFileName }) => JsonFileName === `/${path}`) ?? {}];
  });
  const faults = described.flatMap(([path, { WorkflowId: id = '', StateCode, StatusCode, Category }]) => {
    const isNamed = id !== '' && path.endsWith(`-${id.slice(1, -1).toUpperCase()}.json`);
    if (!isNamed || id !== id.toLowerCase()) return [`${path} and its description do not name each other`];
    const isOff = StateCode === '0' && StatusCode === '1';
    return [
      ...(isOff ? [] : [`${path} would be turned on by the import`]),
      ...(Category === '5' ? [] : [`${path} is no cloud flow`]),
    ];
  });
  const ids = described.map(([, { WorkflowId }]) => WorkflowId);
  return [...faults, ...differences('flow', rootComponents(solution, '29', 'id'), ids)];
}

/** An environment variable is a definition, a component, a parameter of a flow, and a value in the settings. */
function variableFaults(solution: Solution, settings: Settings): string[] {
  const definitions = Object.entries(solution).filter(([path]) => path.startsWith('environmentvariabledefinitions/'));
  const names = definitions.map(([path]) => path.split('/')[1]);
  const parameters = workflowsOf(solution).flatMap(([, data]) => Object.entries(data.properties.definition.parameters));
  const read = parameters.flatMap(([, { metadata }]) => metadata?.schemaName ?? []);
  return [
    ...differences('environment variable', rootComponents(solution, '380', 'schemaName'), names),
    ...differences('environment variable that flows read', read, names),
    ...differences(
      'environment variable with a value',
      settings.EnvironmentVariables.map(({ SchemaName }) => SchemaName),
      names,
    ),
    ...parameters
      .filter((parameter) => !isDefined(solution, parameter))
      .map(([name]) => `${name} is not what its definition says`),
  ];
}

type Parameter = [name: string, declared: Definition['parameters'][string]];

/** Only what the platform fills in has no definition. */
function isDefined(solution: Solution, [name, { type, metadata }]: Parameter): boolean {
  if (!metadata) return true;
  const { schemaName } = metadata;
  const xml = solution[`environmentvariabledefinitions/${schemaName}/environmentvariabledefinition.xml`];
  const [definition] = elements(xml, 'environmentvariabledefinition');
  const [display] = elements(xml, 'displayname');
  const isSame = definition?.schemaname === schemaName && name === `${display?.default} (${schemaName})`;
  return isSame && definition.type === VARIABLE_TYPES[type];
}

/** A connection reference is declared once, for the connector that the flows use it for. */
function connectionFaults(solution: Solution, settings: Settings): string[] {
  const declared = elements(solution['customizations.xml'], 'connectionreference').map(
    ({ connectionreferencelogicalname: name, connectorid }) => `${name} ${connectorid}`,
  );
  const used = workflowsOf(solution).flatMap(([, data]) =>
    Object.values(data.properties.connectionReferences).map(
      ({ connection, api }) => `${connection.connectionReferenceLogicalName} ${pathOf(api.name)}`,
    ),
  );
  const valued = settings.ConnectionReferences.map(({ LogicalName, ConnectorId }) => `${LogicalName} ${ConnectorId}`);
  return [
    ...differences('connection reference in use', used, declared),
    ...differences('connection reference with a value', valued, declared),
  ];
}

const pathOf = (connector: string): string => `/providers/Microsoft.PowerApps/apis/${connector}`;

/** Each step that calls a connector names it as its connection reference does, and passes the login on. */
function hostFaults({ properties: { connectionReferences, definition } }: ClientData): string[] {
  return [...Object.entries(definition.triggers), ...Object.entries(definition.actions)].flatMap(
    ([name, { inputs }]) => {
      if (!isProperties(inputs) || !isProperties(inputs.host)) return [];
      const reference = connectionReferences[String(inputs.host.connectionName)];
      const isSame = inputs.host.apiId === pathOf(reference?.api.name ?? 'unknown');
      return isSame && inputs.authentication === "@parameters('$authentication')"
        ? []
        : [`${name} does not go through its connection`];
    },
  );
}

function rootComponents(solution: Solution, type: string, key: string): (string | undefined)[] {
  const components = elements(solution['solution.xml'], 'RootComponent');
  return components.filter((component) => component.type === type).map((component) => component[key]);
}

type Names = readonly (string | undefined)[];

function differences(what: string, found: Names, expected: Names): string[] {
  return [
    ...expected.filter((name) => !found.includes(name)).map((name) => `${name} is not a ${what}`),
    ...found.filter((name) => !expected.includes(name)).map((name) => `${name} is a ${what} and not defined`),
  ];
}
