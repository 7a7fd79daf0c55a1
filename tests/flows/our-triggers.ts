import { operationsOf, readConnector, type Schema, withoutReferences } from '../support/connector.ts';
import { OURS } from './flow.ts';

const triggers = operationsOf(withoutReferences(readConnector().definition)).filter(
  ({ operation }) => operation['x-ms-trigger'] === 'single',
);

/** The webhook triggers of our connector. */
export function ourTriggers() {
  return triggers.map(({ id, verb, template }) => ({
    connector: OURS,
    operationId: id,
    method: verb,
    // The paths of triggers have nothing in them that a pattern would read as more than itself.
    path: new RegExp(`^${template}$`),
    body: 'body',
    richText: [],
  }));
}

/** What a subscription of the trigger may contain. */
export function subscriptionSchema(operationId: string): Schema {
  const { parameters = [] } = triggerOf(operationId)?.operation ?? {};
  return parameters.find((parameter) => parameter.in === 'body')?.schema ?? {};
}

/** The property that the platform fills in with the address of the flow. */
export function callbackProperty(operationId: string): string | undefined {
  const properties = Object.entries(subscriptionSchema(operationId).properties ?? {});
  return properties.find(([, schema]) => schema['x-ms-notification-url'])?.[0];
}

function triggerOf(operationId: string) {
  return triggers.find(({ id }) => id === operationId);
}
