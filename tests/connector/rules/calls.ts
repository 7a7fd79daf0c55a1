import type { Definition, DynamicList, DynamicValues, OperationCall } from './connector.ts';
import { findOperation, type LocatedOperation, operationsOf, successesOf } from './operations.ts';
import { under } from './rule.ts';
import { type Input, inputsOf } from './triggers.ts';

/** A call that the designer makes by itself. */
export interface Call {
  readonly at: string;
  readonly kind: 'values' | 'list' | 'literal';
  readonly operationId: string;
  readonly hasParameters: boolean;
  readonly passed: readonly Passed[];
  /** The operation, and the input of it, that the call is made for. */
  readonly from?: { readonly operation: LocatedOperation; readonly input: Input };
}

/** What is passed for one parameter: a value, or a reference to an input. */
export interface Passed {
  readonly at: string;
  readonly name: string;
  readonly value?: unknown;
  readonly reference?: string;
}

/** A pick-list of an input, in its two forms. */
export interface PickList {
  readonly at: string;
  readonly operation: LocatedOperation;
  readonly input: Input;
  readonly values: DynamicValues | undefined;
  readonly list: DynamicList | undefined;
}

export function pickListsOf(definition: Definition): PickList[] {
  return operationsOf(definition).flatMap((operation) =>
    inputsOf(definition, operation).flatMap((input): PickList[] => {
      const { 'x-ms-dynamic-values': values, 'x-ms-dynamic-list': list } = input.schema;
      return values === undefined && list === undefined ? [] : [{ at: input.at, operation, input, values, list }];
    }),
  );
}

export function callsOf(definition: Definition): Call[] {
  return [...pickListsOf(definition).flatMap(dynamicCalls), ...literalCalls(definition)];
}

export function dynamicCalls({ at, operation, input, values, list }: PickList): Call[] {
  const from = { operation, input };
  return [
    ...(values === undefined ? [] : [{ ...callOf(under(at, 'x-ms-dynamic-values'), 'values', values), from }]),
    ...(list === undefined ? [] : [{ ...callOf(under(at, 'x-ms-dynamic-list'), 'list', list), from }]),
  ];
}

/** The test of a connection, and the simulations of triggers. */
function literalCalls(definition: Definition): Call[] {
  const test = definition['x-ms-capabilities']?.testConnection;
  const simulations = operationsOf(definition).flatMap(({ at, operation }) => {
    const simulate = operation['x-ms-operation-context']?.simulate;
    const path = under(at, 'x-ms-operation-context', 'simulate');
    return simulate === undefined ? [] : [callOf(path, 'literal', simulate)];
  });
  const tests = test === undefined ? [] : [callOf('$.x-ms-capabilities.testConnection', 'literal', test)];
  return [...tests, ...simulations];
}

function callOf(at: string, kind: Call['kind'], { operationId = '', parameters }: OperationCall): Call {
  const passed = Object.entries(parameters ?? {}).map(([name, given]) => ({
    at: under(at, 'parameters', name),
    name,
    ...read(kind, given),
  }));
  return { at, kind, operationId, hasParameters: parameters !== undefined, passed };
}

function read(kind: Call['kind'], given: unknown): Pick<Passed, 'value' | 'reference'> {
  if (kind === 'literal' || typeof given !== 'object' || given === null) return { value: given };
  const { parameter, parameterReference, value } = {
    parameter: undefined,
    parameterReference: undefined,
    value: undefined,
    ...given,
  };
  const reference = kind === 'list' ? parameterReference : parameter;
  return reference === undefined ? { value: kind === 'list' ? value : given } : { reference: String(reference) };
}

/** The inputs of the operation called that a name means. */
export function meantBy(definition: Definition, call: Call, name: string): Input[] {
  const called = findOperation(definition, call.operationId);
  return called === undefined ? [] : named(inputsOf(definition, called), name);
}

/** The inputs of the calling operation that a reference means; `x-ms-dynamic-list` writes the whole way. */
export function referredTo(definition: Definition, call: Call, reference: string): Input[] {
  if (call.from === undefined) return [];
  const inputs = inputsOf(definition, call.from.operation);
  return call.kind === 'list' ? inputs.filter(({ way }) => way === reference) : named(inputs, reference);
}

/** By its own name, or by its way within the body. */
function named(inputs: readonly Input[], name: string): Input[] {
  return inputs.filter(({ way }) => way === name || way.slice(way.indexOf('/') + 1) === name);
}

/** The schema that a call is answered with. */
export function answerOf(definition: Definition, operationId: string | undefined) {
  const called = findOperation(definition, operationId);
  return called && successesOf(definition, called)[0]?.response.schema;
}
