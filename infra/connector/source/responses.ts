import type { Response, Schema } from './swagger.ts';

/** The error statuses of the API. */
const REFUSALS = {
  '400': 'The request is not valid; the message says which property and what would be right.',
  '401': 'The key of the connection is missing or wrong.',
  '404': 'Nothing is known by that name or ID.',
  '409': 'This is not possible in the present state.',
  '413': 'The event is larger than 48 KiB.',
  '429': 'There are too many requests at the moment.',
} as const;

/** The error responses of an operation. */
export function refusals(...statuses: readonly (keyof typeof REFUSALS)[]): Record<string, Response> {
  return Object.fromEntries(statuses.map((status) => [status, { description: REFUSALS[status] }]));
}

/** A response with a body. */
export function answer(description: string, schema: Schema): Response {
  return { description, schema };
}
