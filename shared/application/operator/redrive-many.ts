import * as z from 'zod';
import { anyEnvironmentId } from '../../contract/fields.ts';
import { fault } from '../../contract/issues.ts';
import type { RedrivenAnswer } from '../../contract/operator-answers.ts';
import { instantSchema } from '../../domain/instant.ts';
import { chunks } from '../chunks.ts';
import { RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { isTestGroup, occurrenceOf } from '../store/keys.ts';
import { parseBody } from '../validate.ts';
import { type FoundDeadLetter, findDeadLetters } from './list-dead-letters.ts';
import { redriveAt, requireRedrivable } from './redrive.ts';

/** Limits of one call, well below the time after which a client gives up. The answer tells where the next call goes on. */
const PAGES_PER_CALL = 10;
const TIME_PER_CALL_MS = 30_000;
const AT_ONCE = 8;

const filters = {
  environmentId: anyEnvironmentId.optional(),
  code: z.string().optional(),
  subscriptionId: z.string().optional(),
  since: instantSchema.optional(),
};

const requestSchema = z
  .strictObject({ ...filters, cursor: z.string().optional() })
  .refine((request) => Object.keys(filters).some((name) => request[name as keyof typeof filters] !== undefined), {
    ...fault('fault.no-filter', { names: Object.keys(filters).join(', ') }),
  });

/** `dryRun` counts what would be redriven, and changes nothing. */
interface Mode {
  readonly dryRun: boolean;
}

/**
 * Redrives the dead letters that match a filter, each by itself: after a crash or an error, repeating the call redrives the rest.
 * Those that cannot be redriven now, and those of tests, stay.
 *
 * @throws RequestError 400 for a wrong body
 */
export async function redriveMany(deps: Deps, body: unknown, { dryRun }: Mode): Promise<RedrivenAnswer> {
  const { cursor: start, ...filter } = parseBody(requestSchema, body);
  const act = dryRun ? requireRedrivable : redriveAt;
  const endsAt = deps.clock.now() + TIME_PER_CALL_MS;
  let count = 0;
  let cursor = start;
  for (let page = 0; page < PAGES_PER_CALL && deps.clock.now() < endsAt; page++) {
    const found = await findDeadLetters(deps, { ...filter, cursor });
    for (const some of chunks(found.value.filter(isOfUse), AT_ONCE)) {
      const done = await Promise.all(some.map((one) => wasAccepted(act(deps, one))));
      count += done.filter(Boolean).length;
    }
    cursor = found.cursor;
    if (cursor === undefined) break;
  }
  return { count, ...(cursor !== undefined && { cursor }) };
}

/** Nobody wants a test notification hours later. */
function isOfUse(found: FoundDeadLetter): boolean {
  return found.source === 'event' || !isTestGroup(occurrenceOf(found.row.delivery).group);
}

/** A refusal of one dead letter stops no other: its subscription may receive nothing, or another call was quicker. */
async function wasAccepted(redriven: Promise<void>): Promise<boolean> {
  try {
    await redriven;
    return true;
  } catch (fault) {
    if (fault instanceof RequestError) return false;
    throw fault;
  }
}
