import * as answers from '../../../shared/contract/answers.ts';
import { languageNames, languages } from '../../../shared/contract/languages.ts';
import { eventPaths } from './event-actions.ts';
import { environmentLabels, getOperation, listOperation, pathParameter, queryParameter } from './operations.ts';
import { chosenFrom, knownEnvironment } from './pick-lists.ts';
import { onlyAccepted } from './responses.ts';
import { labelled, outputSchema, titleCase } from './schema-of.ts';
import { subscriptionPaths } from './subscription-actions.ts';
import type { Parameter, Paths } from './swagger.ts';

const environmentId = pathParameter('environmentId', environmentLabels, knownEnvironment);

function nameFrom(choices: string, kind: string): Parameter {
  const words = { summary: titleCase(kind), description: `The unique name of the ${kind}.` };
  return pathParameter('name', words, chosenFrom(choices, { environment: 'environmentId' }));
}

const reportLanguage = queryParameter(
  'language',
  { summary: 'Language', description: 'The language of the report; without one, that of the caller.' },
  { ...labelled(languages, languageNames), 'x-ms-visibility': 'important' },
);

const metricPaths: Paths = {
  '/environments/{environmentId}/segments': {
    get: listOperation(
      {
        operationId: 'ListSegments',
        summary: 'List segments',
        description: 'This operation lists the segments of an environment with their last member count.',
      },
      { title: 'Segments', item: answers.segmentSchema },
      [environmentId],
    ),
  },
  '/environments/{environmentId}/segments/{name}': {
    get: getOperation(
      {
        operationId: 'GetSegment',
        summary: 'Get a segment',
        description: 'This operation gets the last member count of one segment.',
      },
      answers.segmentSchema,
      [environmentId, nameFrom('ListSegmentChoices', 'segment')],
    ),
  },
  '/environments/{environmentId}/measures': {
    get: listOperation(
      {
        operationId: 'ListMeasures',
        summary: 'List business measures',
        description: 'This operation lists the business measures of an environment with their last value.',
      },
      { title: 'Measures', item: answers.measureSchema },
      [environmentId],
    ),
  },
  '/environments/{environmentId}/measures/{name}': {
    get: getOperation(
      {
        operationId: 'GetMeasure',
        summary: 'Get a business measure',
        description: 'This operation gets the last value of one business measure.',
      },
      answers.measureSchema,
      [environmentId, nameFrom('ListMeasureChoices', 'business measure')],
    ),
  },
};

const environmentPaths: Paths = {
  '/environments': {
    get: listOperation(
      {
        operationId: 'ListEnvironments',
        summary: 'List Customer Insights environments',
        description: 'This operation lists the environments that events have come from.',
      },
      { title: 'Customer Insights environments', item: answers.environmentSchema },
      [],
    ),
  },
  '/environments/{environmentId}/status-report': {
    get: getOperation(
      {
        operationId: 'GetStatusReport',
        summary: 'Get the status report',
        description: 'This operation reports the last run of every process and the last value of every metric.',
      },
      answers.statusReportSchema,
      [environmentId, reportLanguage],
    ),
  },
  '/environments/{environmentId}/overview': {
    get: getOperation(
      {
        operationId: 'GetOverview',
        summary: 'Get an overview',
        description: 'This operation counts subscriptions by status, deliveries in flight and dead letters.',
      },
      answers.overviewSchema,
      [environmentId],
    ),
  },
  '/environments/{environmentId}/data-sources': {
    get: listOperation(
      {
        operationId: 'ListDataSources',
        summary: 'List data sources',
        description: 'This operation lists the data sources of an environment with the status of their last run.',
      },
      { title: 'Data sources', item: answers.dataSourceSchema },
      [environmentId],
    ),
  },
  '/environments/{environmentId}/data-sources/{name}': {
    get: getOperation(
      {
        operationId: 'GetDataSource',
        summary: 'Get a data source',
        description: 'This operation gets one data source with its last run and error.',
      },
      answers.dataSourceDetailSchema,
      [environmentId, nameFrom('ListDataSourceChoices', 'data source')],
    ),
  },
};

const source: Parameter = {
  name: 'source',
  in: 'query',
  required: true,
  type: 'string',
  enum: ['delivery'],
  default: 'delivery',
  'x-ms-summary': 'Source',
  'x-ms-visibility': 'internal',
  description: 'The kind of failure, which is always a delivery here.',
};

const failurePaths: Paths = {
  '/dead-letters': {
    get: listOperation(
      {
        operationId: 'ListFailedDeliveries',
        summary: 'List failed deliveries',
        description: 'This operation lists the notifications that could not be delivered, with the reason.',
      },
      { title: 'Failed deliveries', item: answers.failedDeliverySchema },
      [source],
    ),
  },
  '/dead-letters/{id}/redrive': {
    post: {
      operationId: 'RedeliverFailedDelivery',
      summary: 'Redeliver a failed delivery',
      description: 'This operation sends a notification that could not be delivered once more.',
      parameters: [
        pathParameter(
          'id',
          {
            summary: 'Failed Delivery',
            description: 'The delivery to send again. As a custom value, the ID from List failed deliveries.',
          },
          chosenFrom('ListFailedDeliveryChoices'),
        ),
      ],
      responses: onlyAccepted('It will be sent again.', outputSchema(answers.redeliveredSchema)),
    },
  },
};

/** The paths of all actions. */
export const actionPaths: Paths = {
  ...environmentPaths,
  ...metricPaths,
  ...eventPaths,
  ...subscriptionPaths,
  ...failurePaths,
};
