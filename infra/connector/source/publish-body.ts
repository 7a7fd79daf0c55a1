import type { z } from 'zod';
import { otherOperations } from '../../../shared/domain/operations.ts';
import { bodyParameter } from './body-parameter.ts';
import { chosenEnvironment } from './pick-lists.ts';
import { inputSchema, labelled } from './schema-of.ts';
import type { Parameter, Schema } from './swagger.ts';

const { none: _, ...operations } = otherOperations;

const operationLabels = {
  ingestion: 'Data source',
  unification: 'Unification',
  all: 'Full refresh',
  ...operations,
};

/** Of the words that the queue reads, one for each meaning. */
const statuses = ['succeeded', 'succeededWithWarnings', 'failed', 'canceled', 'skipped', 'deleted', 'running'];

const presentations: Readonly<Record<string, Schema>> = {
  environmentId: chosenEnvironment,
  operation: labelled(Object.keys(operationLabels), operationLabels),
  status: labelled(statuses),
  submission: labelled(['scheduled', 'manual']),
};

/** The body of an action that publishes an event. */
export function publishBody(event: z.ZodType): Parameter {
  const words = { 'x-ms-summary': 'Event', description: 'What has happened.' };
  return bodyParameter(words, inputSchema(event), presentations);
}
