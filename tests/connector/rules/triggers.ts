import { isDeepStrictEqual } from 'node:util';
import { type Definition, operationsOf } from '../../support/connector.ts';
import { object, overall, type Rules, shape } from './rule.ts';

const TRIGGER_MARKS = ['x-ms-trigger', 'x-ms-trigger-hint', 'x-ms-operation-context'];
const UNSUBSCRIBE = '/api/subscriptions/{id}';
const beginning = (start: string) => ({ pattern: `^${start}` });

/** Required along the whole chain, and never shown: the platform fills it in. */
const callbackUrl = object({
  type: { const: 'string' },
  'x-ms-notification-url': { const: true },
  'x-ms-visibility': { const: 'internal' },
});

const subscription = object({
  schema: object({
    required: { contains: { const: 'callbackUrl' } },
    properties: {
      required: ['callbackUrl'],
      properties: { callbackUrl },
      additionalProperties: { propertyNames: { not: { const: 'x-ms-notification-url' } } },
    },
  }),
});

const created = object(
  { headers: object({ Location: object({ type: { const: 'string' } }) }) },
  // Outputs are defined in one place: the notification content.
  { propertyNames: { not: { const: 'schema' } } },
);

const trigger = object(
  {
    'x-ms-trigger': { const: 'single' },
    'x-ms-trigger-hint': beginning('[A-Z]'),
    'x-ms-operation-context': object({ simulate: object({ operationId: beginning('[A-Z]') }) }),
    summary: beginning('When an? \\S'),
    description: beginning('This operation triggers when \\S'),
    parameters: { contains: subscription },
    responses: object({ 201: created }),
  },
  { not: { required: ['x-ms-visibility'], properties: { 'x-ms-visibility': { const: 'internal' } } } },
);

const content = object({
  description: { pattern: '^[A-Z].+\\.$' },
  // A closed schema would fail flows at the first new property.
  schema: object({ type: { const: 'object' } }, { propertyNames: { not: { const: 'additionalProperties' } } }),
});

const token = object(
  { name: { const: 'token' }, in: { const: 'query' }, 'x-ms-visibility': { const: 'internal' } },
  { not: { required: ['required'], properties: { required: { const: true } } } },
);

/** The DELETE that a Location points at. Without the key it is called when the host differs, hence the token. */
const unsubscribe = object({
  'x-ms-visibility': { const: 'internal' },
  parameters: { contains: token },
  responses: object({ 204: {}, 404: {} }),
});

/** What flows start with: the webhook contract. */
export const triggerRules: Rules = {
  'trigger-is-a-webhook': shape(
    'A path with a notification has one POST, which subscribes',
    "$.paths[?(@['x-ms-notification-content'])]",
    object({ 'x-ms-notification-content': content, post: trigger }, { maxProperties: 2 }),
  ),
  'action-has-no-mark-of-a-trigger': shape(
    'What has no notification is no trigger',
    "$.paths[?(!@['x-ms-notification-content'])][get,put,post,delete]",
    { propertyNames: { not: { enum: TRIGGER_MARKS } } },
  ),
  // The platform fails a run with TriggerInputSchemaMismatch when a value is null or of another type.
  'notification-is-plain': shape(
    'One type, never null, open to new values, and no address of a flow',
    "$.paths.*['x-ms-notification-content'].schema..properties.*",
    {
      properties: { type: { enum: ['string', 'number', 'integer', 'boolean', 'object', 'array'] } },
      propertyNames: { not: { pattern: 'nullable|^enum$|^additionalProperties$|^x-ms-notification-url$' } },
    },
  ),
  'subscription-ends-by-one-delete': shape('One DELETE for all triggers', '$.paths', {
    required: [UNSUBSCRIBE],
    properties: { [UNSUBSCRIBE]: object({ delete: unsubscribe }) },
    additionalProperties: { propertyNames: { not: { const: 'delete' } } },
  }),
  'simulation-is-a-sample': overall('Each trigger has a sample of its own, with the same schema', wrongSamples),
};

function* wrongSamples(definition: Definition): Generator<string> {
  const samples = new Set<string>();
  for (const { id, operation, notification } of operationsOf(definition)) {
    const sample = operation['x-ms-operation-context']?.simulate?.operationId;
    const found = operationsOf(definition).find((other) => other.id === sample)?.operation;
    if (sample === undefined || !found) continue;
    const given = found.responses?.[200]?.schema;
    if (!isDeepStrictEqual(given, notification)) yield `${sample} gives something else`;
    if (samples.has(sample)) yield `${id} has the sample of another`;
    samples.add(sample);
  }
}
