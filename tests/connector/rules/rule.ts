import type { Connector } from './connector.ts';

/** Where a rule comes from. */
export const sources = {
  validator: 'Microsoft, Fix Swagger Validator errors',
  certification: 'Microsoft, Verified publisher certification process',
  strings: 'Microsoft, Connector String Guidance',
  coding: 'Microsoft, Coding standards (custom connectors)',
  extensions: 'Microsoft, Extend an OpenAPI definition for a custom connector',
  webhook: 'Microsoft, Use a webhook as a trigger',
  testConnection: 'Microsoft, Implement Test Connection',
  limits: 'Microsoft, limits of custom connectors',
  policies: 'Microsoft, policy templates; published connectors in PowerPlatformConnectors',
  readme: 'Microsoft, templates/certified-connectors/readme.md in PowerPlatformConnectors',
  designer: 'Microsoft, the designer in Azure/LogicAppsUX',
  swagger: 'OpenAPI Specification 2.0',
  ours: 'this product',
} as const;
export type Source = (typeof sources)[keyof typeof sources];

export interface Fault {
  readonly rule: string;
  readonly severity: Severity;
  /** JSON path in the definition, or in the properties when it begins with `properties:`, or `readme`. */
  readonly path: string;
  readonly wrong: string;
  readonly right: string;
}
export type Severity = 'error' | 'warning';
export type Finding = Pick<Fault, 'path' | 'wrong' | 'right'>;

export interface Rule {
  /** The validator's own name where it has one; otherwise the rule in words. */
  readonly name: string;
  readonly source: Source;
  check(connector: Connector): Fault[];
}

interface RuleText {
  readonly name: string;
  readonly source: Source;
  readonly severity?: Severity;
}

/** A rule from the faults it finds. */
export function rule(text: RuleText, find: (connector: Connector) => Iterable<Finding>): Rule {
  const { name, source, severity = 'error' } = text;
  return {
    name,
    source,
    check: (connector) => Array.from(find(connector), (finding) => ({ rule: name, severity, ...finding })),
  };
}

/** A JSON path one or more steps further down. */
export function under(path: string, ...steps: (string | number)[]): string {
  return steps.reduce<string>((longer, step) => longer + written(step), path);
}

function written(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_$]\w*$/.test(step) ? `.${step}` : `['${step}']`;
}
