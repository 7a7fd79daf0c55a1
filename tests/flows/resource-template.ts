import { readFileSync } from 'node:fs';
import { type Definition, type Flow, OURS, type Sample } from './flow.ts';
import { evaluateTemplate, isProperties, mapValues, type Properties, type Value } from './language.ts';

/** A template of Azure Resource Manager, as far as the flows use one. */
export interface Template {
  readonly parameters: Record<string, TemplateParameter>;
  readonly variables: Properties;
  readonly resources: Resource[];
}

interface TemplateParameter {
  readonly type: string;
  readonly defaultValue?: Value;
  readonly metadata?: { readonly description?: string };
}

export interface Resource {
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly dependsOn?: string[];
  readonly properties: Properties;
}

/** What the workflow resource holds. */
export interface WorkflowProperties {
  readonly state: string;
  readonly definition: Definition;
  readonly parameters: Record<string, { readonly value: Value }>;
}

/** The templates in the folder, by the names of their files. */
export const templates = [
  'post-data-source-failure-to-teams',
  'mail-segment-crossing-to-owners',
  'publish-measure-value',
] as const;
export type TemplateName = (typeof templates)[number];

const read = (file: string) => JSON.parse(readFileSync(`infra/flows/logic-apps/${file}.json`, 'utf8'));
export const readTemplate = (name: TemplateName): Template => read(name);

const valuesIn = (parameters: WorkflowProperties['parameters']) => mapValues(parameters, ({ value }) => value);

/** The values of the sample file of parameters. */
export const readValues = (name: TemplateName) => valuesIn(read(`${name}.parameters.sample`).parameters);

/** The resources that a deployment with these values would make. */
export function deploy(template: Template, values: Properties): Resource[] {
  const defaults = Object.entries(template.parameters).flatMap(([name, { defaultValue }]) =>
    defaultValue === undefined ? [] : [[name, evaluateTemplate(defaultValue, { parameters: {} })]],
  );
  const parameters = { ...Object.fromEntries(defaults), ...values };
  const variables = evaluateTemplate(template.variables, { parameters });
  return evaluateTemplate(template.resources, { parameters, variables });
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
export function logicAppsFlow({ template }: Sample): Flow {
  const workflow = workflowOf(deploy(readTemplate(template), readValues(template)));
  return {
    form: 'Logic Apps',
    name: template,
    definition: workflow.definition,
    values: valuesIn(workflow.parameters),
    connectors: Object.fromEntries(connectionsOf(workflow).map(([key, { id = '' }]) => [key, connectorOf(String(id))])),
  };
}

function connectorOf(id: string): string {
  return id.includes('/customApis/') ? OURS : (id.split('/managedApis/')[1] ?? id);
}
