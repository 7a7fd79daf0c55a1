import type { HttpRequest } from '@azure/functions';
import * as z from 'zod';
import { RequestError } from '../../application/errors.ts';
import type { Deps } from '../../application/ports.ts';
import { isEntered } from '../../application/store/environments.ts';
import type { ListPage } from '../../application/store/pagination.ts';
import { canonicalEnvironmentId, canonicalText } from '../../contract/fields.ts';
import { fault } from '../../contract/issues.ts';
import { phrase } from '../../contract/phrase.ts';
import { queryOf } from './http-requests.ts';

/** A parameter of a path, with what is said when it may mean two things. */
const AMBIGUOUS = { name: 'error.ambiguous-name', environmentId: 'error.ambiguous-environment' } as const;

interface Reading {
  readonly parameter: keyof typeof AMBIGUOUS;
  readonly canonical: (text: string) => string;
  readonly isKnown: (text: string) => Promise<boolean>;
}

/**
 * What a parameter of a path means. The host decodes `%252F` and leaves `%2F`, so a text with `/` and one with `%2F` arrive
 * alike: the one of them that is known is meant, and the one with `/` when none is.
 *
 * @throws RequestError 400 when both are known
 */
async function readPath({ params }: HttpRequest, { parameter, canonical, isKnown }: Reading): Promise<string> {
  const asItCame = params[parameter] ?? '';
  const [plain, decoded] = [canonical(asItCame), canonical(asItCame.replaceAll(/%2f/gi, '/'))];
  if (decoded === plain) return plain;
  const [isPlainKnown, isDecodedKnown] = await Promise.all([isKnown(plain), isKnown(decoded)]);
  if (!isPlainKnown) return decoded;
  if (!isDecodedKnown) return plain;
  const message = phrase(AMBIGUOUS[parameter], { decoded, plain });
  throw new RequestError(400, { code: 'ambiguous-name', message, target: parameter });
}

/**
 * The environment of a path.
 *
 * @throws RequestError 400 when two known ones fit
 */
export function environmentOf(deps: Pick<Deps, 'store'>, request: HttpRequest): Promise<string> {
  return readPath(request, {
    parameter: 'environmentId',
    canonical: canonicalEnvironmentId,
    isKnown: (environmentId) => isEntered(deps, environmentId),
  });
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
 * The name of a data source, segment or measure in a path.
 *
 * @throws RequestError 400 when two known ones fit
 */
export function nameByPath(request: HttpRequest, find: Find<unknown>): Promise<string> {
  const isKnown = async (name: string) => (await listOfOne(find(name))).value.length > 0;
  return readPath(request, { parameter: 'name', canonical: canonicalText, isKnown });
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
