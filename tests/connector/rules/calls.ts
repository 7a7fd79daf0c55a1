import { isDeepStrictEqual } from 'node:util';
import {
  type Definition,
  type DynamicList,
  type Input,
  inputsOf,
  type OperationCall,
  operationsOf,
  type Schema,
} from '../../support/connector.ts';
import { overall, type Rules } from './rule.ts';

/** A call that the designer makes: for an input of an operation, to test a connection, or to show a sample. */
interface Call extends OperationCall {
  readonly by: string;
  /** The inputs that come before the one with the pick-list, which a reference may name. */
  readonly before: readonly Input[];
}

interface PickList extends Call {
  readonly input: Input;
  readonly list: DynamicList | undefined;
}

function pickListsOf(definition: Definition): PickList[] {
  return operationsOf(definition).flatMap(({ id, operation }) => {
    const inputs = inputsOf(operation);
    return inputs.flatMap((input, index) => {
      const { 'x-ms-dynamic-list': list, 'x-ms-dynamic-values': values } = input.schema;
      return list || values ? [{ ...list, by: `${id} ${input.way}`, before: inputs.slice(0, index), input, list }] : [];
    });
  });
}

function callsOf(definition: Definition): Call[] {
  const test = definition['x-ms-capabilities']?.testConnection;
  const samples = operationsOf(definition).flatMap(({ id, operation }) => {
    const simulate = operation['x-ms-operation-context']?.simulate;
    return simulate ? [fixedCall(id, simulate)] : [];
  });
  return [...pickListsOf(definition), fixedCall('testConnection', test), ...samples];
}

/** Nothing is filled in yet, so all that is passed is a fixed value. */
function fixedCall(by: string, { operationId, parameters = {} }: OperationCall = {}): Call {
  const passed = Object.entries(parameters).map(([name, value]) => [name, { value }]);
  return { by, before: [], parameters: Object.fromEntries(passed), ...(operationId && { operationId }) };
}

/** Both forms of a pick-list say the same, so that all else needs to be checked of the newer one only. */
function asValues({ operationId, parameters = {}, itemsPath, itemValuePath, itemTitlePath }: DynamicList): unknown {
  const passed = Object.entries(parameters).map(([name, given]) => {
    const { parameterReference, value } = given as { parameterReference?: string; value?: unknown };
    return [name, parameterReference ? { parameter: parameterReference.split('/').at(-1) } : value];
  });
  const paths = { 'value-collection': itemsPath, 'value-path': itemValuePath, 'value-title': itemTitlePath };
  return { operationId, parameters: Object.fromEntries(passed), ...paths };
}

function* badCalls(definition: Definition): Generator<string> {
  for (const call of callsOf(definition)) {
    const called = operationsOf(definition).find(({ id }) => id === call.operationId);
    if (!called) yield `${call.by} calls ${call.operationId}, which is not there`;
    else if (called.verb !== 'get' || called.isVisible) yield `${call.by} calls ${called.id}, which is no internal GET`;
    else for (const fault of badArguments(call, inputsOf(called.operation))) yield `${call.by} ${fault}`;
  }
}

function* badArguments({ parameters = {}, before }: Call, inputs: readonly Input[]): Generator<string> {
  for (const { way, required, schema } of inputs)
    if (required && schema.default === undefined && !(way in parameters)) yield `does not pass ${way}`;
  for (const [name, given] of Object.entries(parameters)) {
    const target = inputs.find(({ way }) => way === name);
    const { parameterReference, value } = given as { parameterReference?: string; value?: unknown };
    const source = before.find(({ way }) => way === parameterReference);
    if (!target) yield `passes ${name}, which is not there`;
    else if (parameterReference === undefined && typeOf(value) !== target.schema.type) yield `passes a wrong ${name}`;
    else if (parameterReference !== undefined && !isGiven(source, target)) yield `passes ${name} from a wrong input`;
  }
}

const typeOf = (value: unknown) => (Number.isInteger(value) ? 'integer' : typeof value);

/** The maker has filled in the source, and it fits. */
function isGiven(source: Input | undefined, target: Input): boolean {
  if (!source || source.schema['x-ms-visibility'] === 'internal') return false;
  return source.schema.type === target.schema.type && (source.required || !target.required);
}

function* badChoices(definition: Definition): Generator<string> {
  for (const { by, operationId, list, input } of pickListsOf(definition)) {
    const called = operationsOf(definition).find(({ id }) => id === operationId);
    const collection = partAt(called?.operation.responses?.[200]?.schema, list?.itemsPath);
    const [value, title] = [list?.itemValuePath, list?.itemTitlePath].map((path) => partAt(collection?.items, path));
    if (collection?.type !== 'array') yield `${by}: no array at ${list?.itemsPath}`;
    else if (!value || !title) yield `${by}: no value or title in its items`;
    else if (value.type !== input.schema.type) yield `${by}: choices are of type ${value.type}`;
  }
}

function partAt(schema: Schema | undefined, path: string | undefined): Schema | undefined {
  return path === undefined ? undefined : path.split('/').reduce((part, step) => part?.properties?.[step], schema);
}

function* badInputs(definition: Definition): Generator<string> {
  for (const { id, operation } of operationsOf(definition))
    for (const { way, required, schema } of inputsOf(operation)) {
      const isHidden = schema['x-ms-visibility'] === 'internal' && schema['x-ms-notification-url'] === undefined;
      if (isHidden && required !== (schema.default !== undefined))
        yield `${id} ${way}: internal, so required with a default, or optional without one`;
      if (!isHidden && !isLabelled(schema)) yield `${id} ${way}: not one label in words for each choice`;
    }
}

function isLabelled({ enum: choices = [], 'x-ms-enum-values': labels = [] }: Schema): boolean {
  const names = labels.map(({ displayName = '' }) => displayName.toLowerCase());
  const values = labels.map(({ value }) => value);
  const isInWords = labels.every(({ value, displayName }) => value !== displayName);
  return isInWords && new Set(names).size === names.length && isDeepStrictEqual(values, choices);
}

/** What the designer does before a flow runs. */
export const callRules: Rules = {
  'pick-list-forms-agree': overall('Pick-lists come in both forms, which say the same', (definition) =>
    pickListsOf(definition)
      .filter(({ list, input }) => !list || !isDeepStrictEqual(input.schema['x-ms-dynamic-values'], asValues(list)))
      .map(({ by }) => by),
  ),
  'call-can-be-made': overall('The designer calls internal GETs, and can fill in what they take', badCalls),
  'choices-can-be-read': overall('A pick-list gives values of the type of the input, with titles', badChoices),
  'input-can-be-filled-in': overall('Makers can fill in what they see, and nothing else is needed', badInputs),
};
