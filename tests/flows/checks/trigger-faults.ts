import { bodyOf, type Trigger } from '../../support/power-automate/definition.ts';
import { closedCheck } from '../../support/power-automate/schema-check.ts';
import { knownOf, ours } from '../calls.ts';
import { type Flow, OURS, type Sample } from '../flow.ts';
import { CALLBACK_URL, type Properties } from '../language.ts';
import { subscribe } from '../run.ts';

const TYPES = { 'Logic Apps': 'ApiConnectionWebhook', 'Power Automate': 'OpenApiConnectionWebhook' } as const;

/** What is wrong with the trigger, by the definition of the connector. */
export function triggerFaults(flow: Flow, { operationId }: Sample): string[] {
  const [trigger, ...more] = Object.values(flow.definition.triggers);
  if (!trigger || more.length > 0) return ['there is not exactly one trigger'];
  const call = subscribe(flow);
  const known = knownOf(call);
  if (known?.operationId !== operationId || known.connector !== OURS)
    return [`${call.operationId} is not ${operationId}`];
  const declared = ours.trigger(operationId);
  const given = Object.fromEntries(
    Object.entries(call.parameters).map(([name, value]) => [name.replace('body/', ''), value]),
  );
  return [
    ...(trigger.type === TYPES[flow.form] ? [] : [`${trigger.type} is not the type of a webhook trigger`]),
    ...formFaults(flow, given, declared),
    ...closedCheck(bodyOf(declared)?.schema ?? {})({ callbackUrl: CALLBACK_URL, ...given }),
  ];
}

/** Logic Apps sends every property, the callback too; Power Automate fills the callback in and may leave out the rest. */
function formFaults({ form }: Flow, given: Properties, declared: Trigger): string[] {
  const { callbackProperty: callback } = declared;
  if (form === 'Power Automate') return callback in given ? [`${callback} does not belong there`] : [];
  const names = Object.keys(bodyOf(declared)?.schema?.properties ?? {});
  return [
    ...names.filter((name) => !(name in given)).map((name) => `${name} is missing`),
    ...(given[callback] === CALLBACK_URL ? [] : [`${callback} is not the address of the flow`]),
  ];
}
