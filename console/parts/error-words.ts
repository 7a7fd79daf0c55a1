import { ApiError } from '../api/api-error.ts';
import type { Speech } from '../texts/speech.ts';

/** What went wrong, in the language of the page. */
export function errorWords(speech: Speech, error: unknown): string {
  if (!(error instanceof ApiError)) return speech.text('frame.page-failed');
  if (error.status === 0) return speech.text('error.network');
  if (error.message === '') return speech.text('error.unreadable', { status: String(error.status) });
  return error.code ? speech.text('error.with-code', { message: error.message, code: error.code }) : error.message;
}
