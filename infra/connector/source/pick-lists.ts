import * as z from 'zod';
import { choiceSchema } from '../../../shared/contract/answers.ts';
import { environmentWords } from '../../../shared/contract/fields.ts';
import { environmentLabels, queryParameter } from './operations.ts';
import { answer, refusals } from './responses.ts';
import { outputSchema } from './schema-of.ts';
import type { Operation, Parameter, Paths, Schema } from './swagger.ts';

const IMPORTANT: Schema = { 'x-ms-visibility': 'important' };

const environmentParameter: Parameter = {
  ...queryParameter('environmentId', environmentLabels, IMPORTANT),
  required: true,
};

const anyParameter: Parameter = {
  name: 'includeAny',
  in: 'query',
  required: false,
  type: 'boolean',
  'x-ms-summary': 'Include Any',
  'x-ms-visibility': 'internal',
  description: 'Whether any of them can be chosen too.',
};

const choices = z.object({
  value: z.array(choiceSchema).meta({ title: 'Choices', description: 'What can be chosen.' }),
});

function pickList(operationId: string, what: string, parameters: readonly Parameter[]): Operation {
  return {
    operationId,
    summary: `Choose ${what}`,
    description: `This operation lists what can be chosen for the parameter, which is ${what}.`,
    'x-ms-visibility': 'internal',
    parameters,
    responses: { '200': answer('What can be chosen.', outputSchema(choices)), ...refusals('400', '401') },
  };
}

/** The operations that fill the pick-lists of the designer. */
export const pickListPaths: Paths = {
  '/pick-lists/environments': { get: pickList('ListEnvironmentChoices', 'an environment', []) },
  '/pick-lists/data-sources': {
    get: pickList('ListDataSourceChoices', 'a data source', [environmentParameter, anyParameter]),
  },
  '/pick-lists/segments': { get: pickList('ListSegmentChoices', 'a segment', [environmentParameter]) },
  '/pick-lists/subscriptions': {
    get: pickList('ListSubscriptionChoices', 'a subscription', [{ ...environmentParameter, required: false }]),
  },
  '/pick-lists/failed-deliveries': { get: pickList('ListFailedDeliveryChoices', 'a failed delivery', []) },
  '/pick-lists/measures': { get: pickList('ListMeasureChoices', 'a measure', [environmentParameter]) },
};

interface Dependence {
  /** The path of the chosen environment: `body/environmentId` in a body. */
  readonly environment?: string;
  readonly includeAny?: true;
}

/**
 * A parameter with a pick-list, in both forms of the extension. Only the newer form can depend on another property of the
 * body.
 */
export function chosenFrom(operationId: string, { environment, includeAny }: Dependence = {}): Schema {
  const values = {
    ...(environment && { environmentId: { parameter: environment.replace('body/', '') } }),
    ...(includeAny && { includeAny }),
  };
  const list = {
    ...(environment && { environmentId: { parameterReference: environment } }),
    ...(includeAny && { includeAny: { value: includeAny } }),
  };
  return {
    'x-ms-dynamic-values': {
      operationId,
      parameters: values,
      'value-collection': 'value',
      'value-path': 'value',
      'value-title': 'title',
    },
    'x-ms-dynamic-list': {
      operationId,
      parameters: list,
      itemsPath: 'value',
      itemValuePath: 'value',
      itemTitlePath: 'title',
    },
  };
}

/** An environment that events have named. */
export const knownEnvironment: Schema = { ...chosenFrom('ListEnvironmentChoices'), ...IMPORTANT };

/** Any environment. It is in the list after its first event; until then a maker enters its ID. */
export const chosenEnvironment: Schema = {
  ...knownEnvironment,
  description: `${environmentWords.description} If it is not in the list, enter its ID as a custom value.`,
};
