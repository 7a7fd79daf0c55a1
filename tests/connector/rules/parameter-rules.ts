import type { Connector, Definition } from './connector.ts';
import { type LocatedParameter, operationsOf, parametersOf } from './operations.ts';
import { type Finding, type Rule, rule, sources, under } from './rule.ts';
import { type Input, inputsOf, triggersOf } from './triggers.ts';

const { extensions, validator } = sources;

/** A rule about each parameter of each operation. */
function ofParameters(
  name: string,
  judge: (parameter: LocatedParameter['parameter']) => [step: string, wrong: string, right: string] | undefined,
): Rule {
  return rule({ name, source: validator }, function* ({ definition }) {
    for (const { at, parameter } of operationsOf(definition).flatMap((located) => parametersOf(definition, located))) {
      const [step, wrong, right] = judge(parameter) ?? [];
      if (step !== undefined && wrong !== undefined && right !== undefined)
        yield { path: under(at, step), wrong, right };
    }
  });
}

export const parameterRules: readonly Rule[] = [
  ofParameters('ConnectionIdParameterNotAllowed', ({ name }) =>
    name?.toLowerCase() === 'connectionid' ? ['name', `it is named ${name}`, 'any other name'] : undefined,
  ),
  ofParameters('PathParameterMustBeRequired', ({ in: place, required }) =>
    place === 'path' && required !== true ? ['required', 'a part of the path is optional', 'true'] : undefined,
  ),
  ofParameters('PathParameterMissingEncoding', (parameter) =>
    parameter.in === 'path' && parameter['x-ms-url-encoding'] !== 'single'
      ? ['x-ms-url-encoding', `it is ${parameter['x-ms-url-encoding']}`, 'single']
      : undefined,
  ),
  ofParameters('QueryParameterEncodingNotSupported', (parameter) =>
    parameter.in !== 'path' && parameter['x-ms-url-encoding'] !== undefined
      ? ['x-ms-url-encoding', 'it is no part of the path', 'leave it out']
      : undefined,
  ),
  ofParameters('DynamicExtensionDefinitionNotAllowedInParameter', (parameter) =>
    parameter.in === 'body' && Object.keys(parameter).some((key) => key.startsWith('x-ms-dynamic-'))
      ? ['schema', 'a dynamic extension is on the body parameter', 'in its schema']
      : undefined,
  ),
  rule({ name: 'OperationParametersContainDuplicateParameter', source: validator }, ({ definition }) =>
    operationsOf(definition).flatMap((located) => repeated(parametersOf(definition, located))),
  ),
  rule({ name: 'OperationParametersContainMultipleBodyParameters', source: validator }, ({ definition }) =>
    operationsOf(definition).flatMap((located) =>
      parametersOf(definition, located)
        .filter(({ parameter }) => parameter.in === 'body')
        .slice(1)
        .map(({ at }) => ({ path: at, wrong: 'it is a second body', right: 'one body' })),
    ),
  ),
  rule({ name: 'ParamtersWithSameNameMustHaveSameTypeAndVisibility', source: validator }, sameNames),
  rule({ name: 'InternalPropertyWithDefaultOptional', source: validator }, function* ({ definition }) {
    for (const { at, schema, required } of allInputs(definition))
      if (isInternal(schema) && schema.default !== undefined && !required)
        yield { path: at, wrong: 'internal with a default, but optional: it may not be sent', right: 'required' };
  }),
  rule({ name: 'internal and required inputs have a default', source: extensions }, function* ({ definition }) {
    for (const { at, schema, required } of allInputs(definition)) {
      const isFilled = schema.default !== undefined || schema['x-ms-notification-url'] === true;
      if (isInternal(schema) && required && !isFilled)
        yield { path: at, wrong: 'nobody can fill it: internal, required, no default', right: 'a default' };
    }
  }),
  rule({ name: 'choices that makers see have labels', source: sources.ours }, function* ({ definition }) {
    for (const { at, schema, internal } of allInputs(definition))
      if (schema.enum !== undefined && schema['x-ms-enum-values'] === undefined && !internal)
        yield { path: under(at, 'x-ms-enum-values'), wrong: 'the bare values are shown', right: 'a label for each' };
  }),
  rule({ name: 'RequiredReadOnlyPropertyNotAllowedAsInput', source: validator }, function* ({ definition }) {
    for (const { at, schema, required } of allInputs(definition))
      if (schema.readOnly === true && required)
        yield { path: under(at, 'readOnly'), wrong: 'it must be given and cannot', right: 'one of the two' };
  }),
  rule(
    { name: 'body parameters are required when a property is', source: sources.swagger },
    function* ({ definition }) {
      for (const located of operationsOf(definition))
        for (const { at, parameter } of parametersOf(definition, located))
          if (parameter.in === 'body' && parameter.required !== true && (parameter.schema?.required ?? []).length > 0)
            yield { path: under(at, 'required'), wrong: 'the body is optional, a property is not', right: 'true' };
    },
  ),
];

function isInternal(marked: { 'x-ms-visibility'?: string }): boolean {
  return marked['x-ms-visibility'] === 'internal';
}

function allInputs(definition: Definition) {
  return operationsOf(definition).flatMap((located) => inputsOf(definition, located));
}

function repeated(parameters: readonly LocatedParameter[]): Finding[] {
  const keys = parameters.map(({ parameter }) => `${parameter.in} ${parameter.name}`);
  return parameters
    .filter((_, index) => keys.indexOf(keys[index] ?? '') !== index)
    .map(({ at }) => ({ path: at, wrong: 'the same name in the same place is there already', right: 'once' }));
}

/** Parameters among themselves, and what triggers subscribe with, as properties of a body, beside parameters. */
function* sameNames({ definition }: Connector): Generator<Finding> {
  const inputs = allInputs(definition).filter(({ way }) => !way.includes('/'));
  const subscribed = triggersOf(definition)
    .flatMap((located) => inputsOf(definition, located))
    .filter(({ way }) => way.includes('/'));
  const kinds = new Map<string, string>(inputs.toReversed().map((input) => [lastName(input), kindOf(input)]));
  for (const input of [...inputs, ...subscribed]) {
    const [here, elsewhere] = [kindOf(input), kinds.get(lastName(input)) ?? kindOf(input)];
    if (here !== elsewhere)
      yield { path: input.at, wrong: `${lastName(input)} is ${here} here, ${elsewhere} elsewhere`, right: 'the same' };
  }
}

function lastName({ way }: Input): string {
  return way.split('/').at(-1) ?? way;
}

function kindOf({ schema }: Input): string {
  return `${schema.type}, visibility ${schema['x-ms-visibility'] ?? 'none'}`;
}
