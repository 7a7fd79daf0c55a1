import type { LocatedOperation, Policy, Schema } from '../connector.ts';
import { bodyOf, type ConnectorDefinition } from './definition.ts';
import { closedCheck } from './schema-check.ts';
import type { WireAnswer, WireRequest } from './wire.ts';
import { Line } from './wire.ts';

export type Arguments = Readonly<Record<string, unknown>>;

/** What a maker has entered for the parameters of a connection. */
export type ConnectionParameters = Readonly<Record<string, string>>;

/**
 * Whether the policy of a dynamic host leaves the base path of the definition in place. A report from the field says that it does
 * not (BusinessApplicationPlatform-Connectors-public, issue 294).
 */
export type BasePath = 'kept' | 'replaced';

/** A connection: makes requests of operations, as the gateway of the platform does, by the definition and its policies alone. */
export class Connection {
  readonly definition: ConnectorDefinition;
  readonly #parameters: ConnectionParameters;
  readonly #basePath: BasePath;

  constructor(definition: ConnectorDefinition, parameters: ConnectionParameters, basePath: BasePath = 'kept') {
    this.definition = definition;
    this.#parameters = parameters;
    this.#basePath = basePath;
  }

  /** Scheme, host and base path, without a slash at the end. */
  get baseUrl(): string {
    const { schemes = [], host = '', basePath = '' } = this.definition.connector.definition;
    const template = this.policiesOf('dynamichosturl')[0]?.parameters?.['x-ms-apimTemplateParameter.urlTemplate'];
    const declared = `${schemes[0]}://${host}`;
    const origin = typeof template === 'string' ? this.#evaluate(template) : declared;
    const below = origin === declared || this.#basePath === 'kept' ? basePath : '';
    return `${origin}${below}`.replace(/\/+$/, '');
  }

  get credentials(): Readonly<Record<string, string>> {
    const schemes = Object.entries(this.definition.connector.definition.securityDefinitions ?? {});
    const keys = schemes.filter(([, scheme]) => scheme.type === 'apiKey' && scheme.in === 'header');
    return Object.fromEntries(keys.map(([parameter, { name = '' }]) => [name, this.#parameters[parameter] ?? '']));
  }

  policiesOf(templateId: string): Policy[] {
    const policies = this.definition.connector.properties.properties?.policyTemplateInstances ?? [];
    return policies.filter((policy) => policy.templateId?.toLowerCase() === templateId);
  }

  /** The target below the base path, when an address is of this connection. */
  targetOf(url: string): string | undefined {
    return url.startsWith(`${this.baseUrl}/`) ? url.slice(this.baseUrl.length) : undefined;
  }

  requestOf(operationId: string, given: Arguments): WireRequest {
    const located = this.definition.operation(operationId);
    const values = this.#complete(located, given);
    const content = values[bodyOf(located)?.name ?? ''];
    return {
      method: located.verb.toUpperCase(),
      url: `${this.baseUrl}${targetOf(located, values)}`,
      headers: {
        ...this.credentials,
        accept: 'application/json',
        ...(content !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
      },
      // Nothing at all when there is no content.
      body: JSON.stringify(content),
    };
  }

  call(operationId: string, given: Arguments = {}, line = new Line()): Promise<WireAnswer> {
    return line.send(this.requestOf(operationId, given));
  }

  /** Fills in what is internal and required, and refuses what a maker could not have entered. */
  #complete({ id, operation: { parameters = [] } }: LocatedOperation, given: Arguments): Arguments {
    const stray = Object.keys(given).filter((name) => !parameters.some((parameter) => parameter.name === name));
    if (stray.length > 0) throw new Error(`${id} has no parameter ${stray.join(', ')}`);
    const values = Object.fromEntries(
      parameters.flatMap(({ name = '', required, default: standard, schema }) => {
        const value = filledIn(schema, given[name]) ?? (required ? standard : undefined);
        if (value === undefined && required) throw new Error(`${id} needs ${name}`);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    for (const { name = '', required: _, schema, ...described } of parameters) {
      const faults = name in values ? closedCheck(schema ?? described)(values[name]) : [];
      if (faults.length > 0) throw new Error(`the designer refuses ${name}: ${faults.join('; ')}`);
    }
    return values;
  }

  #evaluate(template: string): string {
    return template.replace(/@connectionParameters\('([^']+)'\)/g, (_all, name: string) => {
      const value = this.#parameters[name];
      if (value === undefined) throw new Error(`the connection has no ${name}`);
      return value;
    });
  }
}

/** A body with the defaults of what is internal and required in it, which no maker can enter. */
function filledIn({ properties = {}, required = [] }: Schema = {}, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const internal = Object.entries(properties).filter(
    ([name, property]) => property['x-ms-visibility'] === 'internal' && required.includes(name),
  );
  const defaults = internal.flatMap(([name, { default: standard }]) =>
    standard === undefined ? [] : [[name, standard]],
  );
  return { ...value, ...Object.fromEntries(defaults) };
}

/** Path and query. What is not marked as encoded once is encoded twice. */
function targetOf({ template, operation: { parameters = [] } }: LocatedOperation, values: Arguments): string {
  const filled = template.replace(/\{([^}]*)\}/g, (_all, name: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    const once = encodeURIComponent(String(values[name]));
    return parameter?.['x-ms-url-encoding'] === 'single' ? once : encodeURIComponent(once);
  });
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && values[parameter.name ?? ''] !== undefined)
    .map(({ name = '' }) => `${name}=${encodeURIComponent(String(values[name]))}`);
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled;
}
