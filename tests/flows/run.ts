import { type Call, callOf } from './calls.ts';
import type { Action, Flow } from './flow.ts';
import type { Functions } from './language/evaluate.ts';
import { evaluateWorkflow } from './language/functions.ts';
import { ExpressionError, isProperties, type Properties, type Value } from './language/value.ts';

const ACTION_TYPES = { 'Logic Apps': 'ApiConnection', 'Power Automate': 'OpenApiConnection' } as const;

/** The address of the flow. */
export const CALLBACK_URL = 'https://callback.example/';

/** What a run of the flow does, or the subscription that saving it makes. */
export interface Run {
  readonly calls: Call[];
  readonly outputs: Properties;
}

/** The actions in an order in which each comes after those that it waits for. */
function inOrder(actions: Readonly<Record<string, Action>>): string[] {
  const order: string[] = [];
  for (let waiting = Object.keys(actions); waiting.length > 0; ) {
    const ready = waiting.filter((name) =>
      Object.keys(actions[name]?.runAfter ?? {}).every((other) => order.includes(other)),
    );
    if (ready.length === 0) throw new Error(`These wait for each other, or for another action: ${waiting.join(', ')}`);
    order.push(...ready);
    waiting = waiting.filter((name) => !ready.includes(name));
  }
  return order;
}

/** What has certainly succeeded before: only its outputs can be read. */
function earlier(actions: Readonly<Record<string, Action>>, name: string): string[] {
  return Object.entries(actions[name]?.runAfter ?? {}).flatMap(([other, statuses]) => {
    if (String(statuses) !== 'Succeeded') throw new Error(`${name} does not wait for ${other} to succeed.`);
    return [other, ...earlier(actions, other)];
  });
}

/** One run of the flow on a notification. */
export function run(flow: Flow, notification: Properties): Run {
  const result: Run = { calls: [], outputs: {} };
  for (const name of inOrder(flow.definition.actions)) {
    const action = flow.definition.actions[name];
    if (!action) continue;
    const known = earlier(flow.definition.actions, name);
    const outputs = Object.fromEntries(Object.entries(result.outputs).filter(([other]) => known.includes(other)));
    const inputs = evaluated(flow, action.inputs, { body: notification, outputs });
    if (action.type === 'Compose') result.outputs[name] = inputs;
    else if (action.type === ACTION_TYPES[flow.form]) result.calls.push(callOf(flow, inputs));
    else throw new Error(`${action.type} is not a known type`);
  }
  return result;
}

/** The call that subscribes the flow when it is saved. */
export function subscribe(flow: Flow): Call {
  const [trigger] = Object.values(flow.definition.triggers);
  return callOf(flow, evaluated(flow, trigger?.inputs ?? null, { body: null, outputs: {} }));
}

interface Moment {
  readonly body: Value;
  readonly outputs: Properties;
}

/** The host keeps its expressions: it names the connection, not a value. */
function evaluated(flow: Flow, inputs: Value, { body, outputs }: Moment): Value {
  const functions: Functions = {
    triggerBody: () => body,
    triggerOutputs: () => ({ body }),
    parameters: (name) => named(flow.values, name, 'parameter'),
    outputs: (name) => named(outputs, name, 'action'),
    listCallbackUrl: () => CALLBACK_URL,
  };
  if (!isProperties(inputs) || !isProperties(inputs.host)) return evaluateWorkflow(inputs, functions);
  return { ...Object(evaluateWorkflow({ ...inputs, host: null }, functions)), host: inputs.host };
}

function named(values: Properties, name: Value | undefined, what: string): Value {
  const value = Object.entries(values).find(([key]) => key === name)?.[1];
  if (value === undefined) throw new ExpressionError(`There is no ${what} '${name}'.`);
  return value;
}
