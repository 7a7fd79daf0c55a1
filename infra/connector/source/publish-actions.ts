import type { z } from 'zod';
import { acceptedSchema } from '../../../shared/contract/answers.ts';
import { en } from '../../../shared/contract/texts/en.ts';
import { metricEventSchema } from '../../../shared/domain/native-metric-event.ts';
import { refreshEventSchema } from '../../../shared/domain/native-refresh-event.ts';
import { otherOperations } from '../../../shared/domain/operations.ts';
import { bodyParameter } from './body-parameter.ts';
import type { Words } from './operations.ts';
import { chosenEnvironment } from './pick-lists.ts';
import { answer, refusals } from './responses.ts';
import { inputSchema, labelled, outputSchema } from './schema-of.ts';
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

const presentations: Readonly<Record<string, Schema>> = {
  environmentId: chosenEnvironment,
  operation: labelled(Object.keys(operationLabels), operationLabels),
  status: labelled(statuses),
  submission: labelled(['scheduled', 'manual']),
};

/** The body of an action that publishes an event. */
function publishBody(event: z.ZodType): Parameter {
  const words = { 'x-ms-summary': 'Event', description: 'What has happened.' };
  return bodyParameter(words, inputSchema(event), presentations);
}

function publishOperation(words: Words, event: z.ZodType): Operation {
  return {
    ...words,
    parameters: [publishBody(event)],
    responses: {
      '202': answer('The event is queued.', outputSchema(acceptedSchema)),
      ...refusals('400', '401', '413'),
    },
  };
}

/** The paths of the actions that publish events. */
export const eventPaths: Paths = {
  '/events/refresh-status': {
    post: publishOperation(
      {
        operationId: 'PublishRefreshStatus',
        summary: 'Publish a refresh status',
        description: 'This operation reports how a refresh stands, which starts the flows that wait for it.',
      },
      refreshEventSchema,
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
      metricEventSchema,
    ),
  },
};
