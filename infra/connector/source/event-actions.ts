import type * as z from 'zod';
import { acceptedSchema, explanationsSchema } from '../../../shared/contract/answers.ts';
import { submissions } from '../../../shared/contract/run-status.ts';
import { en } from '../../../shared/contract/texts/en.ts';
import { metricEventSchema } from '../../../shared/domain/native-metric-event.ts';
import { refreshEventSchema } from '../../../shared/domain/native-refresh-event.ts';
import { otherOperations } from '../../../shared/domain/operations.ts';
import { bodyParameter } from './body-parameter.ts';
import { submissionLabels } from './labels.ts';
import { queryParameter, type Words } from './operations.ts';
import { chosenEnvironment, chosenFrom } from './pick-lists.ts';
import { answer, onlyAccepted, refusals } from './responses.ts';
import { inputSchema, labelled, outputSchema, type Presentations } from './schema-of.ts';
import type { Operation, Parameter, Paths, Schema } from './swagger.ts';

const others = otherOperations.filter((operation) => operation !== 'none');

const operationLabels = {
  ingestion: en['process.data-source'],
  unification: en['process.unification'],
  all: en['process.full-refresh'],
  ...Object.fromEntries(others.map((operation) => [operation, en[`process.${operation}`]])),
};

/** One word for each status that the queue reads. */
const statuses = ['succeeded', 'succeededWithWarnings', 'failed', 'canceled', 'skipped', 'deleted', 'running'];

const IMPORTANT: Schema = { 'x-ms-visibility': 'important' };
const ADVANCED: Schema = { 'x-ms-visibility': 'advanced' };

/** The end and the name are optional for some runs only: of a data source that has ended, both are required. */
const ofRefresh: Presentations = {
  environmentId: chosenEnvironment,
  operation: labelled(Object.keys(operationLabels), operationLabels),
  status: labelled(statuses),
  name: IMPORTANT,
  displayName: ADVANCED,
  submission: { ...labelled(submissions, submissionLabels), ...ADVANCED },
  startedAt: ADVANCED,
  endedAt: IMPORTANT,
  error: ADVANCED,
  counts: ADVANCED,
};

const ofMetric: Presentations = {
  environmentId: chosenEnvironment,
  displayName: ADVANCED,
  previousValue: ADVANCED,
  runId: ADVANCED,
};

/** The body of an action that takes an event. */
function eventBody(event: z.ZodType, presentations: Presentations): Parameter {
  const words = { 'x-ms-summary': 'Event', description: 'What has happened.' };
  return bodyParameter(words, inputSchema(event), presentations);
}

const refreshBody = eventBody(refreshEventSchema, ofRefresh);
const metricBody = eventBody(metricEventSchema, ofMetric);

function publishOperation(words: Words, body: Parameter): Operation {
  return {
    ...words,
    parameters: [body],
    responses: onlyAccepted('The event is queued.', outputSchema(acceptedSchema)),
  };
}

const forSubscription = queryParameter(
  'subscriptionId',
  {
    summary: 'Subscription',
    description: 'The subscription that should have got it; none to explain the event alone.',
  },
  { ...chosenFrom('ListSubscriptionChoices', { environment: 'body/environmentId' }), ...IMPORTANT },
);

function explainOperation(words: Words, body: Parameter): Operation {
  return {
    ...words,
    parameters: [body, forSubscription],
    responses: {
      '200': answer('What became of it.', outputSchema(explanationsSchema)),
      ...refusals('400', '401', '404', '413'),
    },
  };
}

/** The paths of the actions that publish or explain events. */
export const eventPaths: Paths = {
  '/events/refresh-status': {
    post: publishOperation(
      {
        operationId: 'PublishRefreshStatus',
        summary: 'Publish a refresh status',
        description: 'This operation reports the status of a refresh, which starts the flows that wait for it.',
      },
      refreshBody,
    ),
  },
  '/events/metric-change': {
    post: publishOperation(
      {
        operationId: 'PublishMetricChange',
        summary: 'Publish a metric change',
        description:
          'This operation reports a new value of a metric, which starts the flows whose threshold it crosses.',
      },
      metricBody,
    ),
  },
  '/events/refresh-status/explain': {
    post: explainOperation(
      {
        operationId: 'ExplainRefreshStatus',
        summary: 'Explain a refresh status',
        description: 'This operation explains what became of a reported refresh and changes nothing.',
      },
      refreshBody,
    ),
  },
  '/events/metric-change/explain': {
    post: explainOperation(
      {
        operationId: 'ExplainMetricChange',
        summary: 'Explain a metric change',
        description: 'This operation explains what became of a reported value and changes nothing.',
      },
      metricBody,
    ),
  },
};
