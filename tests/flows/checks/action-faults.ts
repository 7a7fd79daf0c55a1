import { callOf, connectionKey, knownOf } from '../calls.ts';
import type { Flow, Step } from '../flow.ts';
import { isProperties } from '../language/value.ts';

const TYPES = { 'Logic Apps': 'ApiConnection', 'Power Automate': 'OpenApiConnection' } as const;

/** What is wrong with what the actions call. */
export function actionFaults(flow: Flow): string[] {
  const { triggers, actions } = flow.definition;
  const used = new Set([...Object.values(triggers), ...Object.values(actions)].map(keyOf));
  return [
    ...Object.entries(actions).flatMap(([name, action]) => faultsOf(flow, action).map((fault) => `${name}: ${fault}`)),
    ...Object.keys(flow.connectors).flatMap((key) => (used.has(key) ? [] : [`nobody uses the connection ${key}`])),
  ];
}

const keyOf = ({ inputs }: Step): string => (isProperties(inputs) ? connectionKey(inputs.host ?? null) : '');

function faultsOf(flow: Flow, action: Step): string[] {
  if (action.type === 'Compose') return [];
  if (action.type !== TYPES[flow.form]) return [`${action.type} is not a known type`];
  const call = callOf(flow, action.inputs);
  const known = knownOf(call);
  if (!known) return [`${call.operationId} of ${call.connector} is not a known operation`];
  const given = Object.keys(call.parameters);
  const names = [...known.required, ...known.optional];
  return [
    ...known.required.filter((name) => !given.includes(name)).map((name) => `${name} is missing`),
    ...given.filter((name) => !names.includes(name)).map((name) => `${name} is not a known parameter`),
  ];
}
