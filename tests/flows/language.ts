/** What an expression can be worth: JSON. */
export type Value = null | boolean | number | string | Value[] | { [property: string]: Value };

export type Properties = { [property: string]: Value };

/** What an expression can read. */
export interface Scope {
  readonly parameters: Properties;
  readonly variables?: Properties;
  /** What the trigger or the action before has brought. */
  readonly body?: Properties;
}

type Worth = (scope: Scope, ...parts: string[]) => Value | undefined;
type Forms = readonly (readonly [pattern: RegExp, worth: Worth])[];

/** The address of the flow. */
export const CALLBACK_URL = 'https://callback.example/';
const GROUP = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/flows';

const PARAMETER: Forms[number] = [/^parameters\('([^']+)'\)$/, ({ parameters }, name = '') => parameters[name]];

/*
 * Every form of expression that the sample flows and their templates use, with what it is worth. Another form is refused, since
 * nobody has looked up what the platform makes of it: a flow that needs one gets it here first.
 */
const WORKFLOW: Forms = [
  PARAMETER,
  [
    /^(?:triggerBody\(\)\?\['|triggerOutputs\(\)\?\['body\/|body\('Read_value'\)\?\[')(\w+)'\]$/,
    ({ body = {} }, name = '') => body[name] ?? null,
  ],
  [/^listCallbackUrl\(\)$/, () => CALLBACK_URL],
  [/^encodeURIComponent\('(\w+)'\)$/, (_scope, text = '') => encodeURIComponent(text)],
  [
    /^join\((parameters\('\w+'\)), '(.)'\)$/,
    (scope, list, sign) => (worthOf(list, WORKFLOW, scope) as Value[]).join(sign),
  ],
  [
    /^if\(equals\((\w+\(\)\?\['[\w/]+'\]), true\), (parameters\('[^']+'\)), ((?:parameters|join)\(.+\))\)$/,
    (scope, ...parts) => {
      // All are evaluated, whichever is chosen: the stricter reading.
      const [test, yes = null, no = null] = parts.map((part) => worthOf(part, WORKFLOW, scope));
      return test === true ? yes : no;
    },
  ],
];
const TEMPLATE: Forms = [
  PARAMETER,
  [/^variables\('(\w+)'\)$/, ({ variables = {} }, name = '') => variables[name]],
  [/^resourceGroup\(\)\.location$/, () => 'westeurope'],
  [/^concat\((parameters\('\w+'\)), '([\w-]+)'\)$/, (scope, first, end) => `${worthOf(first, TEMPLATE, scope)}${end}`],
  [
    /^resourceId\('([\w./]+)', (variables\('\w+'\))\)$/,
    (scope, type = '', name) => resourceId(type, String(worthOf(name, TEMPLATE, scope))),
  ],
  [
    /^subscriptionResourceId\('Microsoft\.Web\/locations\/managedApis', (parameters\('location'\)), '(\w+)'\)$/,
    (scope, location, name) =>
      `/subscriptions/${GROUP.split('/')[2]}/providers/Microsoft.Web/locations/${worthOf(location, TEMPLATE, scope)}/managedApis/${name}`,
  ],
];

function worthOf(expression = '', forms: Forms, scope: Scope): Value {
  for (const [pattern, worth] of forms) {
    const found = pattern.exec(expression);
    const value = found && worth(scope, ...found.slice(1));
    if (value === undefined) throw new Error(`'${expression}' has no value`);
    if (found) return value;
  }
  throw new Error(`'${expression}' is of no form that the flows use`);
}

export function resourceId(type: string, name: string): string {
  return `${GROUP}/providers/${type}/${name}`;
}

/** The JSON of a workflow with the value of each `@expression` or `@{expression}` in its place. */
export function evaluateWorkflow(json: Value, scope: Scope): Value {
  return mapStrings(json, (text) => {
    if (/^@(?!\{)/.test(text)) return worthOf(text.slice(1), WORKFLOW, scope);
    return text.replaceAll(/@\{([^}]*)(\}?)/g, (all, expression: string, end: string) =>
      asText(worthOf(end ? expression : all, WORKFLOW, scope)),
    );
  });
}

/** The JSON of a template with the value of each `[expression]` in its place. */
export function evaluateTemplate<Part>(part: Part, scope: Scope): Part {
  return mapStrings(part, (text) => {
    if (text.startsWith('[[')) return text.slice(1);
    return text.startsWith('[') ? worthOf(text.slice(1, -1), TEMPLATE, scope) : text;
  });
}

/** The names that a function such as `parameters` is asked for, in the expressions that begin with the sign. */
export function namesAskedOf(json: unknown, name: 'parameters' | 'variables', sign: '@' | '['): Set<string> {
  const asked = new RegExp(`\\b${name}\\('([^']+)'\\)`, 'g');
  const expressions = stringsIn(json).filter((text) => (sign === '@' ? text.includes('@') : /^\[(?!\[)/.test(text)));
  return new Set(expressions.flatMap((text) => Array.from(text.matchAll(asked), ([, found = '']) => found)));
}

/** Whether a parameter that is declared as this type can be worth the value. */
export function isOfType(type: string, value: Value | undefined): boolean {
  if (type.toLowerCase() === 'array') return Array.isArray(value);
  if (type.toLowerCase() === 'int') return Number.isInteger(value);
  return type.toLowerCase() === 'string' ? typeof value === 'string' : isProperties(value);
}

export function isProperties(value: Value | undefined): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As an interpolation writes it: .NET capitalizes booleans. */
export function asText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}

/** The same properties with another value each. */
export function mapValues<Old, New>(of: Readonly<Record<string, Old>>, change: (value: Old) => New) {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(value)]));
}

/** The same JSON with another value for each string in it; names of properties stay. */
function mapStrings<Part>(part: Part, change: (text: string) => Value): Part {
  return JSON.parse(JSON.stringify(part), (_name, value) => (typeof value === 'string' ? change(value) : value));
}

/** Every string in the JSON. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
