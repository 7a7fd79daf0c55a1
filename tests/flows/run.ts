import { type Call, callOf } from './calls.ts';
import type { Flow } from './flow.ts';
import { evaluateWorkflow, isProperties, type Properties, type Value } from './language.ts';

const ACTION_TYPES = { 'Logic Apps': 'ApiConnection', 'Power Automate': 'OpenApiConnection' } as const;

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
  return callOf(flow, evaluated(flow, trigger?.inputs ?? null, {}));
}

/** The host keeps its expressions: it names the connection, not a value. */
function evaluated({ values }: Flow, inputs: Value, body: Properties): Value {
  const { host = null, ...others } = isProperties(inputs) ? inputs : {};
  return { ...Object(evaluateWorkflow(others, { parameters: values, body })), host };
}
