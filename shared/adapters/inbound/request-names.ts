import type { HttpRequest } from '@azure/functions';
import * as z from 'zod';
import { RequestError } from '../../application/errors.ts';
import type { ListPage } from '../../application/store/pagination.ts';
import { canonicalEnvironmentId, canonicalText } from '../../contract/fields.ts';
import { fault } from '../../contract/issues.ts';
import { phrase } from '../../contract/phrase.ts';
import { queryOf } from './http-requests.ts';

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
 * The name of a data source, segment or measure in a path. The host decodes `%252F` and leaves `%2F`, so a name with `/` and
 * one with `%2F` arrive alike: such a path means the one of them that is known, and the one with `/` when none is.
 *
 * @throws RequestError 400 when both are known
 */
export async function nameByPath({ params }: HttpRequest, find: Find<unknown>): Promise<string> {
  const asItCame = canonicalText(params.name ?? '');
  const decoded = asItCame.replaceAll(/%2f/gi, '/');
  if (decoded === asItCame) return asItCame;
  const known = await Promise.all(
    [asItCame, decoded].map(async (name) => ((await listOfOne(find(name))).value.length > 0 ? [name] : [])),
  );
  const [first, second] = known.flat();
  if (second === undefined) return first ?? decoded;
  const message = phrase('error.ambiguous-name', { decoded, plain: asItCame });
  throw new RequestError(400, { code: 'ambiguous-name', message, target: 'name' });
}

/**
 * The data source, segment or measure that a path names.
 *
 * @throws RequestError 400 when two known ones fit, 404 when none does
 */
export async function findByPath<T>(request: HttpRequest, find: Find<T>): Promise<T> {
  return find(await nameByPath(request, find));
}

const requiredName = {
  name: z.string(fault('fault.name-to-forget', {})).overwrite(canonicalText),
};

/**
 * The name that the query of a list must have when one of its items is changed.
 *
 * @throws RequestError 400 without one
 */
export function nameByQuery(request: HttpRequest): string {
  return queryOf(request, requiredName).name;
}
