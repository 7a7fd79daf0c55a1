import * as z from 'zod';
import * as answers from '../../../shared/contract/answers.ts';
import { subscriptionStatuses } from '../../../shared/contract/subscription.ts';
import { triggerTypes } from '../../../shared/contract/trigger-types.ts';
import { instantSchema } from '../../../shared/domain/instant.ts';
import { bodyParameter } from './body-parameter.ts';
import { triggerLabels } from './labels.ts';
import { environmentLabels, listOperation, pathParameter, queryParameter } from './operations.ts';
import { chosenFrom, knownEnvironment } from './pick-lists.ts';
import { answer, onlyAccepted, refusals } from './responses.ts';
import { inputSchema, labelled, outputSchema } from './schema-of.ts';
import type { Parameter, Paths } from './swagger.ts';

const filters: readonly Parameter[] = [
  queryParameter('environmentId', environmentLabels, knownEnvironment),
  queryParameter(
    'triggerType',
    { summary: 'Trigger Type', description: 'Only subscriptions of this trigger.' },
    { ...labelled(triggerTypes, triggerLabels), 'x-ms-visibility': 'important' },
  ),
  queryParameter(
    'status',
    { summary: 'Status', description: 'Only subscriptions in this state.' },
    { ...labelled(subscriptionStatuses), 'x-ms-visibility': 'important' },
  ),
];

const subscription = pathParameter(
  'id',
  {
    summary: 'Subscription',
    description:
      'The subscription by label, trigger and environment. As a custom value, the ID from List subscriptions.',
  },
  chosenFrom('ListSubscriptionChoices'),
);

/** The other value of `include`, all, would start flows a second time. */
const periodSchema = z.object({
  since: instantSchema.meta({
    title: 'Since',
    description: 'The beginning of the period, in ISO 8601 with an offset.',
  }),
  until: instantSchema
    .optional()
    .meta({ title: 'Until', description: 'The end of the period, in ISO 8601 with an offset; now without one.' }),
  cursor: z.string().optional().meta({
    title: 'Cursor',
    description: 'The cursor that the replay before has given, to go on with older notifications.',
  }),
  include: z.enum(['missing']).meta({ title: 'Include', description: 'Only what the subscription did not get.' }),
});

const period = bodyParameter(
  { 'x-ms-summary': 'Period', description: 'When the notifications were due.' },
  inputSchema(periodSchema),
  {
    until: { 'x-ms-visibility': 'important' },
    cursor: { 'x-ms-visibility': 'advanced' },
    include: { default: 'missing', 'x-ms-visibility': 'internal' },
  },
);

/** The paths of the actions on subscriptions. */
export const subscriptionPaths: Paths = {
  '/subscriptions': {
    get: listOperation(
      {
        operationId: 'ListSubscriptions',
        summary: 'List subscriptions',
        description: 'This operation lists the flows that wait for a trigger with their status and last delivery.',
      },
      { title: 'Subscriptions', item: answers.subscriptionSchema },
      filters,
    ),
  },
  '/subscriptions/{id}/disable': {
    post: {
      operationId: 'DisableSubscription',
      summary: 'Disable a subscription',
      description: 'This operation pauses the notifications of a flow. What it misses can be replayed later.',
      parameters: [subscription],
      responses: {
        '200': answer('The subscription is disabled.', outputSchema(answers.changedSubscriptionSchema)),
        ...refusals('401', '404', '409'),
      },
    },
  },
  '/subscriptions/{id}/enable': {
    post: {
      operationId: 'EnableSubscription',
      summary: 'Enable a subscription',
      description: 'This operation makes a subscription active that is disabled, dormant or failing.',
      parameters: [subscription],
      responses: onlyAccepted('The subscription is active.', outputSchema(answers.enabledSchema)),
    },
  },
  '/subscriptions/{id}/test': {
    post: {
      operationId: 'SendTestNotification',
      summary: 'Send a test notification',
      description: 'This operation starts one flow that waits for a trigger with a sample that is marked as a test.',
      parameters: [subscription],
      responses: onlyAccepted('The test is on its way.', outputSchema(answers.testSentSchema)),
    },
  },
  '/subscriptions/{id}/replay': {
    post: {
      operationId: 'ReplayMissedNotifications',
      summary: 'Replay what was missed',
      description: 'This operation sends the notifications of a period that a subscription did not get.',
      parameters: [subscription, period],
      responses: onlyAccepted('They will be sent.', outputSchema(answers.replayedSchema)),
    },
  },
  '/subscriptions/{id}/remove': {
    post: {
      operationId: 'RemoveSubscription',
      summary: 'Remove a subscription',
      description: 'This operation ends a subscription for good. Its flow gets nothing until it is turned off and on.',
      parameters: [subscription],
      responses: { '204': { description: 'The subscription has ended.' }, ...refusals('401', '404') },
    },
  },
};
