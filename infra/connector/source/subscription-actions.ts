import * as answers from '../../../shared/contract/answers.ts';
import { subscriptionStatuses } from '../../../shared/contract/subscription.ts';
import { en } from '../../../shared/contract/texts/en.ts';
import { triggerTypes } from '../../../shared/contract/trigger-types.ts';
import { environmentLabels, listOperation, pathParameter, queryParameter } from './operations.ts';
import { chosenFrom } from './pick-lists.ts';
import { answer, refusals } from './responses.ts';
import { labelled, outputSchema } from './schema-of.ts';
import type { Parameter, Paths } from './swagger.ts';

const titles = Object.fromEntries(triggerTypes.map((type) => [type, en[`trigger.${type}.title`]]));

const filters: readonly Parameter[] = [
  queryParameter('environmentId', environmentLabels, chosenFrom('ListEnvironmentChoices')),
  queryParameter(
    'triggerType',
    { summary: 'Trigger Type', description: 'Only subscriptions of this trigger.' },
    labelled(triggerTypes, titles),
  ),
  queryParameter(
    'status',
    { summary: 'Status', description: 'Only subscriptions that stand like this.' },
    labelled(subscriptionStatuses),
  ),
];

/** The paths of the actions on subscriptions. */
export const subscriptionPaths: Paths = {
  '/subscriptions': {
    get: listOperation(
      {
        operationId: 'ListSubscriptions',
        summary: 'List subscriptions',
        description: 'This operation lists the flows that wait for a trigger, and how their last delivery ended.',
      },
      answers.subscriptionSchema,
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
      responses: {
        '202': answer('The test is on its way.', outputSchema(answers.testSentSchema)),
        ...refusals('401', '404'),
      },
    },
  },
};
