import type * as z from 'zod';
import { pageSchema } from '../../../shared/contract/answers.ts';
import { environmentWords } from '../../../shared/contract/fields.ts';
import { answer, refusals } from './responses.ts';
import { outputSchema, titleCase } from './schema-of.ts';
import type { Operation, Parameter, Schema } from './swagger.ts';

/** The ID and the texts of an operation. */
export interface Words {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
}

/** A required part of the path. */
export function pathParameter(
  name: string,
  words: { summary: string; description: string },
  more: Omit<Schema, 'required'> = {},
): Parameter {
  return {
    name,
    in: 'path',
    required: true,
    type: 'string',
    'x-ms-summary': words.summary,
    'x-ms-url-encoding': 'single',
    description: words.description,
    ...more,
  };
}

/** An optional parameter of the query. */
export function queryParameter(
  name: string,
  words: { summary: string; description: string },
  more: Omit<Schema, 'required'> = {},
): Parameter {
  const { summary, description } = words;
  return { name, in: 'query', required: false, type: 'string', 'x-ms-summary': summary, description, ...more };
}

/** The texts of an environment parameter. */
export const environmentLabels = {
  summary: titleCase(environmentWords.title),
  description: environmentWords.description,
};

const top: Parameter = {
  name: 'top',
  in: 'query',
  required: false,
  type: 'integer',
  format: 'int32',
  minimum: 1,
  maximum: 100,
  'x-ms-summary': 'Page Size',
  'x-ms-visibility': 'advanced',
  description: 'How many items a page has at most, up to 100.',
};

/** An operation that reads one item. */
export function getOperation(words: Words, item: z.ZodType, parameters: readonly Parameter[]): Operation {
  const responses = { '200': answer('What is known.', outputSchema(item)), ...refusals('401', '404') };
  return { ...words, parameters, responses };
}

/** What a list has on its pages. */
interface Listed {
  /** What the items are, in the plural. */
  readonly title: string;
  readonly item: z.ZodObject;
}

/** An operation that reads a list page by page. */
export function listOperation(words: Words, { title, item }: Listed, parameters: readonly Parameter[]): Operation {
  return {
    ...words,
    'x-ms-pageable': { nextLinkName: 'nextLink' },
    parameters: [...parameters, top],
    responses: {
      '200': answer('A page of the list.', outputSchema(pageSchema(item, title))),
      ...refusals('400', '401'),
    },
  };
}
