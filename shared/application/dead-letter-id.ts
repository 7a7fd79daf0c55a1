import { RequestError } from './errors.ts';
import { EVENT_DEAD_LETTERS } from './layout.ts';
import type { Address } from './read-rows.ts';

const ID = new RegExp(`^([\\w-]{22}|${EVENT_DEAD_LETTERS})\\.(x\\.\\d{15}\\.[\\w.-]{1,256})$`);

/** Where a dead letter lies, as its id says: `<partition>.<row key>`. One that we cannot have made is not found. */
export function deadLetterAddress(id: string): Address {
  const [, partition, key] = ID.exec(id) ?? [];
  if (partition && key) return { partition, key };
  throw notFound(`'${id.slice(0, 128)}' is no dead letter id`);
}

export function deadLetterNotFound(): RequestError {
  return notFound('no such dead letter; it may have been redriven, deleted, or too old to be kept');
}

function notFound(message: string): RequestError {
  return new RequestError(404, { code: 'not-found', message, target: 'id' });
}
