import type { HttpResponseInit } from '@azure/functions';
import type { Language } from '../../contract/languages.ts';
import { Phrase } from '../../contract/phrase.ts';
import { render } from '../../domain/render-text.ts';

/** The response with its phrases in a language. If it has any, headers say which language it is. */
export function localize(response: HttpResponseInit, language: Language): HttpResponseInit {
  let hasPhrases = false;
  const jsonBody = rendered(response.jsonBody, (phrase) => {
    hasPhrases = true;
    return render(language, phrase);
  });
  if (!hasPhrases) return response;
  return { ...response, jsonBody, headers: { ...headersOf(response), ...languageHeaders(language) } };
}

/** The headers of a response in a language that the request has chosen. */
export function languageHeaders(language: Language): Record<string, string> {
  return { 'content-language': language, vary: 'accept-language' };
}

/** The headers of a response by name in lower case. */
export function headersOf({ headers }: HttpResponseInit): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}

function rendered(value: unknown, inWords: (phrase: Phrase) => string): unknown {
  if (value instanceof Phrase) return inWords(value);
  if (Array.isArray(value)) return value.map((item) => rendered(item, inWords));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rendered(inner, inWords)]));
}
