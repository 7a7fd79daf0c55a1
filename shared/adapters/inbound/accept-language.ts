import type { HttpRequest } from '@azure/functions';
import { isLanguage, type Language } from '../../contract/languages.ts';

/** The range of a header that any language fits. */
const ANY = '*';

interface Wish {
  readonly language: string;
  readonly quality: number;
}

/**
 * The language in which a caller wants to read: the one of the six that its Accept-Language likes best, or English. Of a tag such
 * as `ro-MD`, the first part counts.
 */
export function languageOf({ headers }: Pick<HttpRequest, 'headers'>): Language {
  const wishes = (headers.get('accept-language') ?? '').split(',').map(wishOf);
  const [best] = wishes
    .filter(({ language, quality }) => quality > 0 && (language === ANY || isLanguage(language)))
    .toSorted((one, other) => other.quality - one.quality);
  return best && isLanguage(best.language) ? best.language : 'en';
}

function wishOf(range: string): Wish {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { language: tag.split('-', 1)[0] ?? '', quality: quality === undefined ? 1 : Number(quality) };
}
