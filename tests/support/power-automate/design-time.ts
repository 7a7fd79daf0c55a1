import type { DynamicList, DynamicValues, Parameter, Schema } from '../connector.ts';
import type { Arguments, Connection } from './connection.ts';
import { bodyOf, type DeclaredOperation, type Trigger } from './definition.ts';
import type { WireAnswer } from './wire.ts';

export interface Choice {
  readonly value: unknown;
  readonly title: unknown;
}

type Described = Parameter | Schema;

/** What the designer of flows asks of a connector before any flow runs. */
export class Designer {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Judged by its status alone. */
  async testConnection(): Promise<boolean> {
    const { testConnection } = this.#connection.definition.connector.definition['x-ms-capabilities'] ?? {};
    const { status } = await this.#connection.call(testConnection?.operationId ?? '', testConnection?.parameters);
    return status >= 200 && status < 300;
  }

  /** The parameters that a maker chooses from a list, by their names: those in the body as `body/name`. */
  pickListsOf(operation: DeclaredOperation): string[] {
    const dynamic = (one: Described) => one['x-ms-dynamic-values'] ?? one['x-ms-dynamic-list'];
    return Object.entries(fieldsOf(operation)).flatMap(([name, one]) => (dynamic(one) ? [name] : []));
  }

  /** The choices for a parameter, with what has been chosen before: by both extensions, which have to agree. */
  async choices(operation: DeclaredOperation, name: string, chosen: Arguments): Promise<Choice[]> {
    const field = fieldsOf(operation)[name];
    const [values, list] = [field?.['x-ms-dynamic-values'], field?.['x-ms-dynamic-list']];
    if (!values || !list) throw new Error(`${operation.operationId} ${name} has one of the two extensions only`);
    const [byValues, byList] = await Promise.all([this.#byValues(values, chosen), this.#byList(list, chosen)]);
    if (JSON.stringify(byValues) !== JSON.stringify(byList)) throw new Error(`the lists of ${name} differ`);
    return byList;
  }

  /** A firing as the designer shows it in a test. */
  async simulate({ declared }: Trigger): Promise<unknown> {
    const { simulate } = declared['x-ms-operation-context'] ?? {};
    return contentOf(await this.#connection.call(simulate?.operationId ?? '', simulate?.parameters));
  }

  async #byValues(values: DynamicValues, chosen: Arguments): Promise<Choice[]> {
    const given = argumentsOf(values.parameters, (reference) => {
      const name = (reference as { parameter?: string }).parameter;
      return name === undefined ? reference : (chosen[name] ?? chosen[`body/${name}`]);
    });
    const content = contentOf(await this.#connection.call(values.operationId ?? '', given));
    return itemsAt(content, values['value-collection']).map((item) => ({
      value: at(item, values['value-path']),
      title: at(item, values['value-title']),
    }));
  }

  async #byList(list: DynamicList, chosen: Arguments): Promise<Choice[]> {
    const given = argumentsOf(list.parameters, (reference) => {
      const { value, parameterReference } = reference as { value?: unknown; parameterReference?: string };
      return parameterReference === undefined ? value : chosen[parameterReference];
    });
    const content = contentOf(await this.#connection.call(list.operationId ?? '', given));
    return itemsAt(content, list.itemsPath).map((item) => ({
      value: at(item, list.itemValuePath),
      title: at(item, list.itemTitlePath),
    }));
  }
}

/** Every parameter of an operation as a maker sees it: the properties of the body stand for themselves. */
function fieldsOf(operation: DeclaredOperation): Record<string, Described> {
  const body = bodyOf(operation);
  const properties = Object.entries(body?.schema?.properties ?? {});
  return Object.fromEntries([
    ...operation.parameters.filter((one) => one !== body).map((one) => [one.name ?? '', one]),
    ...properties.map(([name, property]) => [`${body?.name}/${name}`, property]),
  ]);
}

function argumentsOf(parameters: Arguments = {}, resolve: (reference: unknown) => unknown): Arguments {
  return Object.fromEntries(Object.entries(parameters).map(([name, reference]) => [name, resolve(reference)]));
}

function contentOf({ status, text }: WireAnswer): unknown {
  if (status !== 200) throw new Error(`the designer shows: ${status} ${text}`);
  return JSON.parse(text);
}

function itemsAt(content: unknown, path: string | undefined): unknown[] {
  const items = at(content, path);
  if (!Array.isArray(items)) throw new Error(`there is no list at ${path}`);
  return items;
}

/** A value by a path such as `result/items`. */
function at(content: unknown, path = ''): unknown {
  const steps = path.split('/').filter(Boolean);
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], content);
}
