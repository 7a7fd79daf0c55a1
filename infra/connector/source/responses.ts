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

/**
 * The responses of an operation that answers 202 with a body. Of several responses, a designer shows what a 200, a 201 or the
 * default gives, so this one stands alone. A platform treats an error that is not declared like one that is.
 */
export function onlyAccepted(description: string, schema: Schema): Record<string, Response> {
  return { '202': answer(description, schema) };
}

/** A response with a body. */
export function answer(description: string, schema: Schema): Response {
  return { description, schema };
}
