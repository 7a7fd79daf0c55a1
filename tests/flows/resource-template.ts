import { readFileSync } from 'node:fs';
import { type Definition, type Flow, OURS, type Sample } from './flow.ts';
import { evaluate, type Functions } from './language/evaluate.ts';
import { parseTemplateText } from './language/parse.ts';
import { ExpressionError, isProperties, mapStrings, type Properties, type Value } from './language/value.ts';

export const folder = 'infra/flows/logic-apps';
const GROUP = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/flows';

/** A template of Azure Resource Manager, as far as the flows use one. */
export interface Template {
  readonly parameters: Record<string, TemplateParameter>;
  readonly variables: Properties;
  readonly resources: Resource[];
}

export interface TemplateParameter {
  readonly type: string;
  readonly defaultValue?: Value;
  readonly metadata?: { readonly description?: string };
}

export interface Resource {
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly location: string;
  readonly dependsOn?: string[];
  readonly properties: Properties;
}

/** What the workflow resource holds. */
export interface WorkflowProperties {
  readonly state: string;
  readonly definition: Definition;
  readonly parameters: Record<string, { readonly value: Value }>;
}

export function readTemplate(sample: Sample): Template {
  return JSON.parse(readFileSync(`${folder}/${sample.template}.json`, 'utf8'));
}

/** The values of the sample file of parameters. */
export function readValues(sample: Sample): Properties {
  const { parameters } = JSON.parse(readFileSync(`${folder}/${sample.template}.parameters.sample.json`, 'utf8'));
  return Object.fromEntries(
    Object.entries<{ value: Value }>(parameters).map(([name, parameter]) => [name, parameter.value]),
  );
}

/** The resources that a deployment with these values would make. */
export function deploy(template: Template, values: Properties): Resource[] {
  const defaults = Object.entries(template.parameters).flatMap(([name, { defaultValue }]) =>
    defaultValue === undefined ? [] : [[name, resolved(defaultValue, functions({}, {}))]],
  );
  const parameters = { ...Object.fromEntries(defaults), ...values };
  const variables = resolved(template.variables, functions(parameters, {}));
  return resolved(template.resources, functions(parameters, variables));
}

function resolved<Part>(part: Part, known: Functions): Part {
  return mapStrings(part, (text) => evaluate(parseTemplateText(text), known));
}

export function resourceId(type: string, name: string): string {
  return `${GROUP}/providers/${type}/${name}`;
}

function functions(parameters: Value, variables: Value): Functions {
  const found = (from: Value, name: Value | undefined, what: string) => {
    const value = Object.entries(from ?? {}).find(([key]) => key === name)?.[1];
    if (value === undefined) throw new ExpressionError(`The template has no ${what} '${name}'.`);
    return value;
  };
  return {
    parameters: (name) => found(parameters, name, 'parameter'),
    variables: (name) => found(variables, name, 'variable'),
    concat: (...args) => args.join(''),
    resourceGroup: () => ({ location: 'westeurope' }),
    resourceId: (type, name) => resourceId(String(type), String(name)),
    subscriptionResourceId: (...args) => locationId(args.map(String)),
  };
}

function locationId([type = '', location, name]: string[]): string {
  const [provider, ...kinds] = type.split('/');
  return `${GROUP.split('/resourceGroups')[0]}/providers/${provider}/${kinds[0]}/${location}/${kinds[1]}/${name}`;
}

/** What the workflow among the resources holds. */
export function workflowOf(resources: readonly Resource[]): WorkflowProperties {
  const workflow = resources.find(({ type }) => type === 'Microsoft.Logic/workflows');
  return JSON.parse(JSON.stringify(workflow?.properties));
}

/** The connections that the workflow is given, by the keys that its steps name them by. */
export function connectionsOf({ parameters }: WorkflowProperties): [key: string, connection: Properties][] {
  const value = parameters.$connections?.value;
  return Object.entries(isProperties(value) ? value : {}).map(([key, item]) => [key, isProperties(item) ? item : {}]);
}

/** The flow as it is after a deployment with the sample values. */
export function logicAppsFlow(sample: Sample, template = readTemplate(sample)): Flow {
  const workflow = workflowOf(deploy(template, readValues(sample)));
  return {
    form: 'Logic Apps',
    name: sample.template,
    definition: workflow.definition,
    values: Object.fromEntries(Object.entries(workflow.parameters).map(([name, { value }]) => [name, value])),
    connectors: Object.fromEntries(connectionsOf(workflow).map(([key, { id = '' }]) => [key, connectorOf(String(id))])),
  };
}

function connectorOf(id: string): string {
  return id.includes('/customApis/') ? OURS : (id.split('/managedApis/')[1] ?? id);
}
