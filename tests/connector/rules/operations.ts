import { type Definition, type Operation, type Parameter, type PathItem, type Response, verbs } from './connector.ts';
import { under } from './rule.ts';

/** An operation, and where it stands. */
export interface LocatedOperation {
  readonly at: string;
  readonly id: string;
  readonly template: string;
  readonly verb: (typeof verbs)[number];
  readonly item: PathItem;
  readonly operation: Operation;
}

export interface LocatedParameter {
  readonly at: string;
  readonly parameter: Parameter;
}

export interface LocatedResponse {
  readonly at: string;
  readonly status: string;
  readonly response: Response;
}

export function operationsOf(definition: Definition): LocatedOperation[] {
  return Object.entries(definition.paths ?? {}).flatMap(([template, item]) =>
    verbs.flatMap((verb) => {
      const operation = item[verb];
      if (operation === undefined) return [];
      const at = under('$.paths', template, verb);
      return [{ at, id: operation.operationId ?? '', template, verb, item, operation }];
    }),
  );
}

export function findOperation(definition: Definition, id: string | undefined): LocatedOperation | undefined {
  return operationsOf(definition).find(({ operation }) => operation.operationId === id);
}

/** The parameters of an operation, those of its path included, references followed. */
export function parametersOf(definition: Definition, { at, item, operation }: LocatedOperation): LocatedParameter[] {
  const ofPath = under(at.slice(0, at.lastIndexOf('.')), 'parameters');
  return [
    ...located(definition, ofPath, item.parameters),
    ...located(definition, under(at, 'parameters'), operation.parameters),
  ];
}

function located(definition: Definition, at: string, parameters: Parameter[] = []): LocatedParameter[] {
  return parameters.map((parameter, index) => ({
    at: under(at, index),
    parameter: target(definition.parameters, parameter.$ref) ?? parameter,
  }));
}

export function bodyOf(definition: Definition, operation: LocatedOperation): LocatedParameter | undefined {
  return parametersOf(definition, operation).find(({ parameter }) => parameter.in === 'body');
}

/** The responses of an operation, references followed. */
export function responsesOf(definition: Definition, { at, operation }: LocatedOperation): LocatedResponse[] {
  return Object.entries(operation.responses ?? {}).map(([status, response]) => ({
    at: under(at, 'responses', status),
    status,
    response: target(definition.responses, response.$ref) ?? response,
  }));
}

export function successesOf(definition: Definition, operation: LocatedOperation): LocatedResponse[] {
  return responsesOf(definition, operation).filter(({ status }) => /^2\d\d$/.test(status));
}

/** What a reference such as `#/definitions/Name` names. */
export function target<T>(named: Record<string, T> | undefined, reference: string | undefined): T | undefined {
  return reference === undefined ? undefined : named?.[reference.split('/').slice(2).join('/')];
}
