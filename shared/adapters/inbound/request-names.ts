import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { RequestError } from '../../application/errors.ts';
import type { ListPage } from '../../application/store/pagination.ts';
import { canonicalEnvironmentId, canonicalText } from '../../contract/fields.ts';

/** The environment of a path. The host decodes everything but slashes. */
export function environmentOf(request: HttpRequest): string {
  return canonicalEnvironmentId((request.params.environmentId ?? '').replaceAll(/%2f/gi, '/'));
}

/** Finds an item by its unique name, or rejects with a 404. */
type Find<T> = (name: string) => Promise<T>;

/** The filter of a list for one name. */
export const nameFilter = { name: z.string().overwrite(canonicalText).optional() };

/** Answers the list of one name: its item, or nothing when there is none of that name. */
export async function listOfOne<T>(find: Promise<T>): Promise<ListPage<T>> {
  try {
    return { value: [await find] };
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return { value: [] };
    throw error;
  }
}

/**
 * The data source, segment or measure that a path names. The host decodes `%252F` and leaves `%2F`, so a name with `/` and one
 * with `%2F` arrive alike: such a path means the one of them that is known.
 *
 * @throws RequestError 400 when both are known, 404 when none is
 */
export async function findByPath<T>({ params }: HttpRequest, find: Find<T>): Promise<T> {
  const asItCame = canonicalText(params.name ?? '');
  const decoded = asItCame.replaceAll(/%2f/gi, '/');
  if (decoded === asItCame) return find(asItCame);
  const pages = await Promise.all([asItCame, decoded].map((name) => listOfOne(find(name))));
  const [first, second] = pages.flatMap(({ value }) => value);
  if (second === undefined) return first ?? find(decoded);
  const message = `a path cannot tell '${decoded}' from '${asItCame}'; ask for it by ?name= of the list`;
  throw new RequestError(400, { code: 'ambiguous-name', message, target: 'name' });
}
