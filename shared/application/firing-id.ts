import { RequestError } from './errors.ts';
import { type FiringPlace, firingPlace } from './fan-out.ts';

const FINGERPRINT = '[\\w-]{22}';
const ID = new RegExp(
  `^(${FINGERPRINT})\\.(sources|refresh|unification|(?:segment|measure)-${FINGERPRINT})\\.([1-9]\\d{0,11})$`,
);

/** Where a firing lies, as its id says: `<partition>.<topic>.<sequence>`. One that we cannot have made is not found. */
export function firingAddress(id: string): FiringPlace {
  const [, partition, topic, sequence] = ID.exec(id) ?? [];
  if (partition && topic && sequence) return firingPlace(partition, topic, Number(sequence));
  throw new RequestError(404, { code: 'not-found', message: `'${id.slice(0, 128)}' is no firing id`, target: 'id' });
}
