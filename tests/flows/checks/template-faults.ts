import { isOfType, isProperties, namesAskedOf, type Properties, resourceId, stringsIn } from '../language.ts';
import { connectionsOf, deploy, type Resource, type Template, workflowOf } from '../resource-template.ts';
import { differences } from './differences.ts';

/** The versions that published templates use. */
const VERSIONS: Readonly<Record<string, string>> = {
  'Microsoft.Web/connections': '2016-06-01',
  'Microsoft.Logic/workflows': '2019-05-01',
};

/** What is wrong with the template, deployed with these values. */
export function templateFaults(template: Template, values: Properties): string[] {
  const faults = [...nameFaults(template), ...valueFaults(template, values), ...bracketFaults(template)];
  return faults.length > 0 ? faults : resourceFaults(deploy(template, values));
}

/** Parameters and variables: declared, used, and explained. */
function nameFaults({ parameters, variables, resources }: Template): string[] {
  const defaults = Object.values(parameters).map(({ defaultValue = null }) => defaultValue);
  const used = (what: 'parameters' | 'variables') => namesAskedOf([defaults, variables, resources], what, '[');
  return [
    ...differences('parameter in use', used('parameters'), Object.keys(parameters)),
    ...differences('variable in use', used('variables'), Object.keys(variables)),
    ...Object.entries(parameters).flatMap(([name, { metadata }]) =>
      metadata?.description ? [] : [`${name} is not explained`],
    ),
  ];
}

function valueFaults({ parameters }: Template, values: Properties): string[] {
  const wrong = Object.entries(parameters).flatMap(([name, { type, defaultValue }]) => {
    const value = values[name] ?? defaultValue;
    if (value === undefined) return [`${name} has neither a value nor a default`];
    return isOfType(type, value) ? [] : [`${name} is a ${type} and worth ${JSON.stringify(value)}`];
  });
  const unknown = Object.keys(values).filter((name) => !(name in parameters));
  return [...wrong, ...unknown.map((name) => `${name} has a value and is not a parameter`)];
}

function resourceFaults(resources: Resource[]): string[] {
  const versions = resources.filter(({ type, apiVersion }) => VERSIONS[type] !== apiVersion);
  const ids = resources.map(({ type, name }) => resourceId(type, name));
  const missing = resources.flatMap(({ dependsOn = [] }) => dependsOn.filter((id) => !ids.includes(id)));
  return [
    ...versions.map(({ type, apiVersion }) => `${type} is not known in version ${apiVersion}`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice`),
    ...missing.map((id) => `${id} is waited for and not there`),
    ...connectionFaults(resources),
    ...workflowFaults(resources),
  ];
}

/** Each connection that the workflow is given is made before it, by the same name and for the same connector. */
function connectionFaults(resources: Resource[]): string[] {
  const { dependsOn = [] } = resources.find(({ type }) => type === 'Microsoft.Logic/workflows') ?? {};
  return connectionsOf(workflowOf(resources)).flatMap(([key, { connectionId, connectionName, id }]) => {
    const made = resources.find(({ type, name }) => resourceId(type, name) === connectionId);
    if (!made || !dependsOn.includes(String(connectionId)))
      return [`the connection ${key} is not made before it is used`];
    const api = made.properties.api ?? null;
    if (isProperties(made.properties.parameterValues)) return [`the connection ${key} has values in it`];
    const isSame = connectionName === made.name && isProperties(api) && api.id === id;
    return isSame ? [] : [`the connection ${key} is not the one that is made`];
  });
}

/** The definition has the expressions of the workflow, none of the template. */
function bracketFaults({ resources }: Template): string[] {
  const written = stringsIn(workflowOf(resources).definition).filter((text) => /^\[(?!\[)/.test(text));
  return written.map((text) => `${text} in the definition is for the template`);
}

function workflowFaults(resources: Resource[]): string[] {
  const { definition, parameters, state } = workflowOf(resources);
  return [
    ...Object.keys(definition.parameters).flatMap((name) =>
      name in parameters ? [] : [`${name} of the workflow has no value`],
    ),
    ...(state === 'Disabled' ? [] : ['the workflow would subscribe before its connections work']),
  ];
}
