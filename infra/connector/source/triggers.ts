import { languageNames, languages } from '../../../shared/contract/languages.ts';
import { submissions } from '../../../shared/contract/run-status.ts';
import { subscribeSchemas } from '../../../shared/contract/subscription.ts';
import { en } from '../../../shared/contract/texts/en.ts';
import { type TriggerType, triggerTypes } from '../../../shared/contract/trigger-types.ts';
import { bodyParameter } from './body-parameter.ts';
import { outcomeLabels, submissionLabels } from './labels.ts';
import { notificationSchema } from './notifications.ts';
import { pathParameter } from './operations.ts';
import { chosenEnvironment, chosenFrom } from './pick-lists.ts';
import { answer, refusals } from './responses.ts';
import { inputSchema, labelled, type Presentations, titleCase } from './schema-of.ts';
import type { Operation, Parameter, PathItem, Paths, Schema } from './swagger.ts';

const environment = 'body/environmentId';

const IMPORTANT: Schema = { 'x-ms-visibility': 'important' };

/** How the designer offers or shows each property of a body. */
const presentations: Presentations = {
  callbackUrl: { 'x-ms-notification-url': true, 'x-ms-visibility': 'internal' },
  environmentId: chosenEnvironment,
  dataSource: { ...chosenFrom('ListDataSourceChoices', { environment, includeAny: true }), ...IMPORTANT },
  segment: chosenFrom('ListSegmentChoices', { environment }),
  measure: chosenFrom('ListMeasureChoices', { environment }),
  submission: { ...labelled(['any', ...submissions], submissionLabels), ...IMPORTANT },
  outcome: { ...labelled(['any', 'succeeded', 'failed'], outcomeLabels), ...IMPORTANT },
  language: { ...labelled(languages, languageNames), ...IMPORTANT },
  label: IMPORTANT,
};

/** `data-source-refresh-failed` becomes `DataSourceRefreshFailed`. */
function pascalCase(type: TriggerType): string {
  return titleCase(type).replaceAll('-', '');
}

const sampleOperationId = (type: TriggerType) => `Get${pascalCase(type)}Sample`;
const definitionName = (type: TriggerType) => `${pascalCase(type)}Notification`;
const notification = (type: TriggerType): Schema => ({ $ref: `#/definitions/${definitionName(type)}` });

function bodyOf(type: TriggerType): Parameter {
  const words = { 'x-ms-summary': 'Subscription', description: 'What the flow waits for.' };
  return bodyParameter(words, inputSchema(subscribeSchemas[type]), presentations);
}

/** The 201 has no schema: its body would show in the run history of flows, and it holds the signing secret. */
function subscribeOperation(type: TriggerType): Operation {
  return {
    operationId: `On${pascalCase(type)}`,
    summary: en[`trigger.${type}.title`],
    description: en[`trigger.${type}.description`],
    'x-ms-visibility': 'important',
    'x-ms-trigger': 'single',
    'x-ms-trigger-hint': en[`trigger.${type}.hint`],
    'x-ms-operation-context': { simulate: { operationId: sampleOperationId(type) } },
    parameters: [bodyOf(type)],
    responses: {
      '201': {
        description: 'The flow is subscribed.',
        headers: { Location: { type: 'string', description: 'The address whose DELETE ends the subscription.' } },
      },
      ...refusals('400', '401', '429'),
    },
  };
}

function sampleOperation(type: TriggerType): Operation {
  return {
    operationId: sampleOperationId(type),
    summary: `Get a sample of ${type.replaceAll('-', ' ')}`,
    description: 'This operation gets a notification as the trigger would bring it.',
    'x-ms-visibility': 'internal',
    responses: { '200': answer('A sample.', notification(type)), ...refusals('401') },
  };
}

const deleteOperation: Operation = {
  operationId: 'DeleteSubscription',
  summary: 'End a subscription',
  description: 'This operation ends the subscription of a flow that is turned off, changed or deleted.',
  'x-ms-visibility': 'internal',
  parameters: [
    pathParameter('id', { summary: 'ID', description: 'The unique identifier.' }),
    {
      name: 'token',
      in: 'query',
      required: false,
      type: 'string',
      'x-ms-summary': 'Token',
      'x-ms-visibility': 'internal',
      description: 'The proof that the caller was given this address.',
    },
  ],
  responses: {
    '204': { description: 'The subscription has ended.' },
    '403': { description: 'The token is wrong.' },
    ...refusals('404'),
  },
};

function pathsOf(type: TriggerType): [string, PathItem][] {
  const description = en[`trigger.${type}.description`];
  return [
    [
      `/triggers/${type}/subscriptions`,
      {
        'x-ms-notification-content': { description, schema: notification(type) },
        post: subscribeOperation(type),
      },
    ],
    [`/triggers/${type}/sample`, { get: sampleOperation(type) }],
  ];
}

/** The paths of the triggers. */
export const triggerPaths: Paths = {
  ...Object.fromEntries(triggerTypes.flatMap(pathsOf)),
  '/subscriptions/{id}': { delete: deleteOperation },
};

/** The payload schema of each trigger. */
export const notifications: Readonly<Record<string, Schema>> = Object.fromEntries(
  triggerTypes.map((type) => [definitionName(type), notificationSchema(type)]),
);
