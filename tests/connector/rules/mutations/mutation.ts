import type {
  Connector,
  Definition,
  Described,
  DynamicList,
  DynamicValues,
  Operation,
  Parameter,
  PathItem,
  Response,
  Schema,
} from '../connector.ts';
import { bodyOf, findOperation, type LocatedOperation, parametersOf, successesOf } from '../operations.ts';
import { resolved } from '../schemas.ts';

/** Breaks a connector. */
export type Mutate = (connector: Connector) => unknown;
/** By the rule that must notice it: ways to break a connector, in words. */
export type Mutations = Readonly<Record<string, Readonly<Record<string, Mutate>>>>;
/** Finds what a mutation breaks. */
export type Subject<T> = (connector: Connector) => T;

/** The operations that mutations break, one of each kind. */
export const TRIGGER = 'OnSegmentThresholdCrossed';
export const SAMPLE = 'GetSegmentThresholdCrossedSample';
export const UNSUBSCRIBE = 'DeleteSubscription';
export const CHOICES = 'ListSegmentChoices';
export const LIST = 'ListSegments';
export const ACTION = 'PublishMetricChange';

export function set<T extends object, K extends keyof T>(subject: Subject<T>, key: K, value: T[K]): Mutate {
  return (connector) => Object.assign(subject(connector), { [key]: value });
}

export function change<T extends object, K extends keyof T>(
  subject: Subject<T>,
  key: K,
  to: (value: T[K]) => T[K],
): Mutate {
  return (connector) => Object.assign(subject(connector), { [key]: to(subject(connector)[key]) });
}

export function drop<T extends object>(subject: Subject<T>, key: keyof T): Mutate {
  return (connector) => Reflect.deleteProperty(subject(connector), key);
}

/** Puts what is found elsewhere in the connector. */
export function copy<T extends object, K extends keyof T>(subject: Subject<T>, key: K, from: Subject<T[K]>): Mutate {
  return (connector) => Object.assign(subject(connector), { [key]: from(connector) });
}

export function push<T>(subject: Subject<T[] | undefined>, ...more: T[]): Mutate {
  return (connector) => there(subject(connector), 'list').push(...more);
}

export function without<T>(all: Record<string, T> | undefined, name: string): Record<string, T> {
  const { [name]: _, ...others } = all ?? {};
  return others;
}

/** What a mutation needs to break. */
export function there<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`there is no ${name} to break`);
  return found;
}

function located({ definition }: Connector, id: string): LocatedOperation {
  return there(findOperation(definition, id), id);
}

export const definition: Subject<Definition> = (connector) => connector.definition;

export function operation(id: string): Subject<Operation> {
  return (connector) => located(connector, id).operation;
}

export function pathOf(id: string): Subject<PathItem> {
  return (connector) => located(connector, id).item;
}

export function responses(id: string): Subject<Record<string, Response>> {
  return (connector) => there(operation(id)(connector).responses, `${id}, responses`);
}

export function parameters(id: string): Subject<Parameter[]> {
  return (connector) => there(operation(id)(connector).parameters, `${id}, parameters`);
}

export function parameter(id: string, name: string): Subject<Parameter> {
  return (connector) => {
    const all = parametersOf(connector.definition, located(connector, id)).map((found) => found.parameter);
    const found = all.find((candidate) => candidate.name === name);
    return there(found, `${id}, ${name}`);
  };
}

export function bodySchema(id: string): Subject<Schema> {
  return (connector) => {
    const body = bodyOf(connector.definition, located(connector, id))?.parameter;
    return resolved(connector.definition, there(body?.schema, `${id}, body`));
  };
}

export function input(id: string, name: string): Subject<Schema> {
  return property(bodySchema(id), name);
}

export function property(schema: Subject<Schema>, name: string): Subject<Schema> {
  return (connector) => there(schema(connector).properties?.[name], name);
}

export function success(id: string): Subject<Response> {
  return (connector) => there(successesOf(connector.definition, located(connector, id))[0]?.response, `${id}, success`);
}

export function answer(id: string): Subject<Schema> {
  return (connector) => resolved(connector.definition, there(success(id)(connector).schema, `${id}, answer`));
}

export function notification(id: string): Subject<Schema> {
  return (connector) => {
    const content = pathOf(id)(connector)['x-ms-notification-content'];
    return resolved(connector.definition, there(content?.schema, `${id}, notification`));
  };
}

/** The items of a list that an operation answers. */
export function items(id: string): Subject<Schema> {
  return (connector) => {
    const list = property(answer(id), 'value')(connector);
    return resolved(connector.definition, there(list.items, `${id}, items`));
  };
}

export function values(schema: Subject<Described>): Subject<DynamicValues> {
  return (connector) => there(schema(connector)['x-ms-dynamic-values'], 'x-ms-dynamic-values');
}

export function list(schema: Subject<Described>): Subject<DynamicList> {
  return (connector) => there(schema(connector)['x-ms-dynamic-list'], 'x-ms-dynamic-list');
}
