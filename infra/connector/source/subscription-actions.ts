import * as answers from '../../../shared/domain/answer-schemas.ts';
import { catalogue } from '../../../shared/domain/catalogue.ts';
import { subscriptionStatuses } from '../../../shared/domain/subscription.ts';
import { environmentWords } from '../../../shared/domain/text-fields.ts';
import { triggerTypes } from '../../../shared/domain/trigger-types.ts';
import { listOperation, pathParameter } from './operations.ts';
import { chosenFrom } from './pick-lists.ts';
import { answer, refusals } from './responses.ts';
import { labelled, outputSchema, titleCase } from './schema-of.ts';
import type { Parameter, Paths, Schema } from './swagger.ts';

function filter(name: string, words: { summary: string; description: string }, more: Schema): Parameter {
  const { summary, description } = words;
  const { required: _, ...choices } = more;
  return { name, in: 'query', required: false, type: 'string', 'x-ms-summary': summary, description, ...choices };
}

const titles = Object.fromEntries(triggerTypes.map((type) => [type, catalogue[type].title]));

const filters: readonly Parameter[] = [
  filter(
    'environmentId',
    { summary: titleCase(environmentWords.title), description: environmentWords.description },
    chosenFrom('ListEnvironmentChoices'),
  ),
  filter(
    'triggerType',
    { summary: 'Trigger Type', description: 'Only subscriptions of this trigger.' },
    labelled(triggerTypes, titles),
  ),
  filter(
    'status',
    { summary: 'Status', description: 'Only subscriptions that stand like this.' },
    labelled(subscriptionStatuses),
  ),
];

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
