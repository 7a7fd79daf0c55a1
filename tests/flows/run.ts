import { type Call, callOf } from './calls.ts';
import type { Flow } from './flow.ts';
import type { Functions } from './language/evaluate.ts';
import { evaluateWorkflow } from './language/functions.ts';
import { ExpressionError, isProperties, type Properties, type Value } from './language/value.ts';

const ACTION_TYPES = { 'Logic Apps': 'ApiConnection', 'Power Automate': 'OpenApiConnection' } as const;

/** The address of the flow. */
export const CALLBACK_URL = 'https://callback.example/';

/** What the only action of the flow calls on a notification. */
export function run(flow: Flow, notification: Properties): Call {
  const [action, ...more] = Object.values(flow.definition.actions);
  if (!action || more.length > 0) throw new Error('There is not exactly one action.');
  if (Object.keys(action.runAfter).length > 0) throw new Error('The action waits for another.');
  if (action.type !== ACTION_TYPES[flow.form]) throw new Error(`${action.type} is not a known type`);
  return callOf(flow, evaluated(flow, action.inputs, notification));
}

/** The call that subscribes the flow when it is saved. */
export function subscribe(flow: Flow): Call {
  const [trigger] = Object.values(flow.definition.triggers);
  return callOf(flow, evaluated(flow, trigger?.inputs ?? null, null));
}

/** The host keeps its expressions: it names the connection, not a value. */
function evaluated(flow: Flow, inputs: Value, body: Value): Value {
  const functions: Functions = {
    triggerBody: () => body,
    triggerOutputs: () => ({ body }),
    parameters: (name) => named(flow.values, name),
    listCallbackUrl: () => CALLBACK_URL,
  };
  if (!isProperties(inputs) || !isProperties(inputs.host)) return evaluateWorkflow(inputs, functions);
  return { ...Object(evaluateWorkflow({ ...inputs, host: null }, functions)), host: inputs.host };
}

function named(values: Properties, name: Value | undefined): Value {
  const value = Object.entries(values).find(([key]) => key === name)?.[1];
  if (value === undefined) throw new ExpressionError(`There is no parameter '${name}'.`);
  return value;
}
