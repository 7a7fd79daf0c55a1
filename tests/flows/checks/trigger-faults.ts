import { callOf, knownOf } from '../calls.ts';
import { type Flow, OURS, type Sample } from '../flow.ts';
import { parseWorkflowText } from '../language/parse.ts';
import { kindOf, type Properties, type Value } from '../language/value.ts';
import { callbackProperty, subscriptionSchema } from '../our-triggers.ts';

const TYPES = { 'Logic Apps': 'ApiConnectionWebhook', 'Power Automate': 'OpenApiConnectionWebhook' } as const;

/** What JSON schema calls what workflows call otherwise. */
const SCHEMA_TYPES: Readonly<Record<string, string>> = {
  String: 'string',
  Int: 'integer',
  Integer: 'integer',
  Boolean: 'boolean',
};

/** What is wrong with the trigger, by the definition of the connector. */
export function triggerFaults(flow: Flow, { operationId }: Sample): string[] {
  const [trigger, ...more] = Object.values(flow.definition.triggers);
  if (!trigger || more.length > 0) return ['there is not exactly one trigger'];
  const call = callOf(flow, trigger.inputs);
  const known = knownOf(call);
  if (known?.operationId !== operationId || known.connector !== OURS)
    return [`${call.operationId} is not ${operationId}`];
  return [
    ...(trigger.type === TYPES[flow.form] ? [] : [`${trigger.type} is not the type of a webhook trigger`]),
    ...nameFaults(flow, call.parameters, known),
    ...typeFaults(flow, call.parameters, operationId),
  ];
}

interface Names {
  readonly operationId: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** Logic Apps sends every property, the callback too; Power Automate fills the callback in and may leave out the rest. */
function nameFaults({ form }: Flow, given: Properties, { operationId, required, optional }: Names): string[] {
  const callback = `body/${callbackProperty(operationId)}`;
  const all = [...required, ...optional];
  const expected = form === 'Logic Apps' ? all : required.filter((name) => name !== callback);
  const allowed = form === 'Logic Apps' ? all : all.filter((name) => name !== callback);
  const isFilled = form !== 'Logic Apps' || given[callback] === '@{listCallbackUrl()}';
  return [
    ...expected.filter((name) => !(name in given)).map((name) => `${name} is missing`),
    ...Object.keys(given).flatMap((name) => (allowed.includes(name) ? [] : [`${name} does not belong there`])),
    ...(isFilled ? [] : [`${callback} is not the address of the flow`]),
  ];
}

function typeFaults({ definition }: Flow, given: Properties, operationId: string): string[] {
  const { properties = {} } = subscriptionSchema(operationId);
  return Object.entries(given).flatMap(([path, value]) => {
    const expected = properties[path.replace('body/', '')]?.type;
    const type = SCHEMA_TYPES[typeOf(value, definition.parameters)];
    return expected === type ? [] : [`${path} is ${type}, not ${expected}`];
  });
}

/** The type of a literal, of a parameter that stands alone, or of text with something in it. */
function typeOf(value: Value, parameters: Flow['definition']['parameters']): string {
  const node = typeof value === 'string' ? parseWorkflowText(value) : undefined;
  if (node?.kind === 'join') return 'String';
  if (node?.kind !== 'call') return kindOf(value);
  const [argument] = node.args;
  return argument?.kind === 'literal' ? (parameters[String(argument.value)]?.type ?? 'unknown') : 'unknown';
}
