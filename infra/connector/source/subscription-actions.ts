import * as answers from '../../../shared/contract/answers.ts';
import { subscriptionStatuses } from '../../../shared/contract/subscription.ts';
import { triggerTypes } from '../../../shared/contract/trigger-types.ts';
import { triggerLabels } from './labels.ts';
import { environmentLabels, listOperation, pathParameter, queryParameter } from './operations.ts';
import { knownEnvironment } from './pick-lists.ts';
import { onlyAccepted } from './responses.ts';
import { labelled, outputSchema } from './schema-of.ts';
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
  '/subscriptions/{id}/test': {
    post: {
      operationId: 'SendTestNotification',
      summary: 'Send a test notification',
      description: 'This operation starts a flow that waits for a trigger with a sample that is marked as a test.',
      parameters: [
        pathParameter('id', { summary: 'Subscription ID', description: 'The ID of an item of the subscriptions.' }),
      ],
      responses: onlyAccepted('The test is on its way.', outputSchema(answers.testSentSchema)),
    },
  },
};
