import * as z from 'zod';
import { phrase } from '../../contract/phrase.ts';
import { RequestError } from '../errors.ts';

const cursorSchema = z.object({ partition: z.string(), from: z.string() });

/** The partition and the key at which the next page of a list starts. */
export type Cursor = z.infer<typeof cursorSchema>;

/** The cursor as text for a URL. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws RequestError 400 for a text that is no cursor */
export function decodeCursor(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw invalidCursor();
  }
}

/** 400 for a cursor that this list cannot have given. */
export function invalidCursor(): RequestError {
  const message = phrase('error.no-page');
  return new RequestError(400, { code: 'invalid-request', message, target: 'cursor' });
}
