import { SchemaCheck } from '../../support/power-automate/schema-check.ts';
import { knownOf } from '../calls.ts';
import { type Flow, OURS, type Sample } from '../flow.ts';
import type { Properties } from '../language/value.ts';
import { callbackProperty, subscriptionSchema } from '../our-triggers.ts';
import { CALLBACK_URL, subscribe } from '../run.ts';

const TYPES = { 'Logic Apps': 'ApiConnectionWebhook', 'Power Automate': 'OpenApiConnectionWebhook' } as const;
const schemas = new SchemaCheck();

/** What is wrong with the trigger, by the definition of the connector. */
export function triggerFaults(flow: Flow, { operationId }: Sample): string[] {
  const [trigger, ...more] = Object.values(flow.definition.triggers);
  if (!trigger || more.length > 0) return ['there is not exactly one trigger'];
  const call = subscribe(flow);
  const known = knownOf(call);
  if (known?.operationId !== operationId || known.connector !== OURS)
    return [`${call.operationId} is not ${operationId}`];
  const given = Object.fromEntries(
    Object.entries(call.parameters).map(([name, value]) => [name.replace('body/', ''), value]),
  );
  return [
    ...(trigger.type === TYPES[flow.form] ? [] : [`${trigger.type} is not the type of a webhook trigger`]),
    ...formFaults(flow, given, operationId),
    ...schemas.closed(subscriptionSchema(operationId))({ callbackUrl: CALLBACK_URL, ...given }),
  ];
}

/** Logic Apps sends every property, the callback too; Power Automate fills the callback in and may leave out the rest. */
function formFaults({ form }: Flow, given: Properties, operationId: string): string[] {
  const callback = callbackProperty(operationId) ?? '';
  if (form === 'Power Automate') return callback in given ? [`${callback} does not belong there`] : [];
  const missing = Object.keys(subscriptionSchema(operationId).properties ?? {}).filter((name) => !(name in given));
  return [
    ...missing.map((name) => `${name} is missing`),
    ...(given[callback] === CALLBACK_URL ? [] : [`${callback} is not the address of the flow`]),
  ];
}
