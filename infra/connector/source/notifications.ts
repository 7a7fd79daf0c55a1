import { payloadSchemas } from '../../../shared/contract/payload.ts';
import type { TriggerType } from '../../../shared/contract/trigger-types.ts';
import { outputSchema, presented } from './schema-of.ts';
import type { Schema } from './swagger.ts';

/** What makers put into a message: names, the outcome, numbers, the error. */
const SAID = /^(?:summary|summaryHtml|\w+Name|status|value|previousValue|threshold|errorMessage|errorCode)$/;

/**
 * The payload of a trigger. A designer shows first what is required, then what is important, then the rest. So only what makers
 * want is required, though the IDs and times are always there too: else they would lead.
 */
export function notificationSchema(type: TriggerType): Schema {
  const schema = outputSchema(payloadSchemas[type]);
  const names = Object.keys(schema.properties ?? {});
  const presentations = Object.fromEntries(names.map((name) => [name, visibilityOf(name)]));
  const required = schema.required?.filter((name) => SAID.test(name)) ?? [];
  return { ...presented(schema, presentations), required };
}

function visibilityOf(name: string): Schema {
  if (name === 'triggerType') return { 'x-ms-visibility': 'advanced' };
  return SAID.test(name) ? { 'x-ms-visibility': 'important' } : {};
}
