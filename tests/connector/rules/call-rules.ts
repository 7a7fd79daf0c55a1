import { type Call, callsOf, meantBy, type Passed, referredTo } from './calls.ts';
import type { Definition } from './connector.ts';
import { findOperation, operationsOf } from './operations.ts';
import { type Finding, type Rule, rule, type Source, sources, under } from './rule.ts';
import { type Input, inputsOf } from './triggers.ts';
import { isOfType } from './value-types.ts';

const { extensions, validator } = sources;

type Verdict = Omit<Finding, 'path'> | undefined;

/** A rule about every value or reference that a call passes. */
function ofPassed(
  name: string,
  judge: (passed: Passed, call: Call, definition: Definition) => Verdict,
  source: Source = validator,
): Rule {
  return rule({ name, source }, ({ definition }) =>
    callsOf(definition).flatMap((call) =>
      call.passed.flatMap((passed) => {
        const verdict = judge(passed, call, definition);
        return verdict === undefined ? [] : [{ path: passed.at, ...verdict }];
      }),
    ),
  );
}

/** A rule about every reference, with what it means on either side. */
function ofReferences(name: string, judge: (from: Input, to: Input) => Verdict): Rule {
  return ofPassed(name, ({ name: key, reference }, call, definition) => {
    const [from] = reference === undefined ? [] : referredTo(definition, call, reference);
    const [to] = meantBy(definition, call, key);
    return from && to && judge(from, to);
  });
}

export const callRules: readonly Rule[] = [
  rule({ name: 'OperationIdNotFound', source: validator }, ({ definition }) =>
    namedOperations(definition)
      .filter(({ operationId }) => findOperation(definition, operationId) === undefined)
      .map(({ at, operationId }) => ({
        path: at,
        wrong: `there is no ${operationId}`,
        right: 'an operation of this file',
      })),
  ),
  rule({ name: 'OperationMissingRequiredProperty', source: validator }, function* ({ definition }) {
    for (const call of callsOf(definition))
      for (const { way } of requiredBy(definition, call.operationId))
        if (!call.passed.some(({ name }) => meantBy(definition, call, name).some((input) => input.way === way)))
          yield { path: under(call.at, 'parameters'), wrong: `${way} is required and not passed`, right: 'pass it' };
  }),
  ofPassed('OperationParameterNameNotFound', ({ name, reference }, call, definition) => {
    if (findOperation(definition, call.operationId) === undefined) return undefined;
    if (meantBy(definition, call, name).length === 0)
      return { wrong: `${call.operationId} has no ${name}`, right: 'a parameter of it' };
    if (reference === undefined || referredTo(definition, call, reference).length > 0) return undefined;
    return { wrong: `there is no input ${reference}`, right: 'an input of the same operation' };
  }),
  ofPassed('OperationParameterNameIsAmbiguous', ({ name }, call, definition) =>
    meantBy(definition, call, name).length > 1
      ? { wrong: `${name} is a parameter and a property of ${call.operationId}`, right: 'names that differ' }
      : undefined,
  ),
  ofPassed('OperationParameterStaticTypeMismatch', ({ name, reference, value }, call, definition) => {
    const [input] = meantBy(definition, call, name);
    return input && reference === undefined && !isOfType(value, input.schema.type)
      ? { wrong: `${JSON.stringify(value)} for ${name}`, right: `a ${input.schema.type}` }
      : undefined;
  }),
  ofReferences('OperationParameterTypeMismatch', (from, to) =>
    from.schema.type === to.schema.type
      ? undefined
      : { wrong: `${from.way} is ${from.schema.type}, ${to.way} ${to.schema.type}`, right: 'the same type' },
  ),
  ofReferences('OperationParameterRequiredMismatch', (from, to) =>
    to.required && !from.required
      ? { wrong: `${to.way} is required, ${from.way} optional`, right: 'both required, or the target optional' }
      : undefined,
  ),
  ofReferences('SourcePropertyInternal', (from) =>
    from.internal || from.schema['x-ms-visibility'] === 'internal'
      ? { wrong: `${from.way} is internal`, right: 'a visible input, or a fixed value' }
      : undefined,
  ),
  ofPassed(
    'a reference is to an input before it',
    ({ reference }, call, definition) => {
      if (reference === undefined || call.from === undefined) return undefined;
      const ways = inputsOf(definition, call.from.operation).map(({ way }) => way);
      const [source] = referredTo(definition, call, reference);
      return source !== undefined && ways.indexOf(source.way) >= ways.indexOf(call.from.input.way)
        ? { wrong: `${source.way} comes after ${call.from.input.way}`, right: 'the other order' }
        : undefined;
    },
    sources.ours,
  ),
  // The table of the extension has "parameters" as required, also where there is nothing to pass.
  rule({ name: 'dynamic calls have parameters', source: extensions, severity: 'warning' }, ({ definition }) =>
    callsOf(definition)
      .filter(({ kind, hasParameters }) => kind !== 'literal' && !hasParameters)
      .map(({ at }) => ({
        path: under(at, 'parameters'),
        wrong: 'there are none',
        right: 'an object, empty if need be',
      })),
  ),
];

function requiredBy(definition: Definition, operationId: string): Input[] {
  const called = findOperation(definition, operationId);
  return called === undefined
    ? []
    : inputsOf(definition, called).filter(({ required, schema }) => required && schema.default === undefined);
}

function namedOperations(definition: Definition): { at: string; operationId: string | undefined }[] {
  return [
    ...callsOf(definition),
    ...operationsOf(definition).flatMap(({ at, operation }) => {
      const notification = operation['x-ms-notification'];
      return notification === undefined
        ? []
        : [{ at: under(at, 'x-ms-notification'), operationId: notification.operationId }];
    }),
  ];
}
