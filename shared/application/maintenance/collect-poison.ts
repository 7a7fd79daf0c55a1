import { fingerprint } from '../../domain/fingerprint.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { type Deps, type PoisonMessage, type PoisonQueue, poisonQueues } from '../ports.ts';
import { deadLetterKey, EVENT_DEAD_LETTERS } from '../store/keys.ts';

/** What is left after so many helpings of a queue waits for the next time. */
const MAX_HELPINGS = 32;

/**
 * Makes dead letters of the messages that the host has given up. A message leaves its queue after its letter is written, and
 * the letter's key is the same each time, so a crash in between makes neither two letters nor none.
 */
export async function collectPoison(deps: Deps): Promise<{ collected: number }> {
  const faults: unknown[] = [];
  let collected = 0;
  for (const queue of poisonQueues) {
    const ofQueue = await collectFrom(deps, queue).catch((fault) => void faults.push(fault));
    collected += ofQueue ?? 0;
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} poison queues could not be emptied`);
  return { collected };
}

async function collectFrom(deps: Deps, queue: PoisonQueue): Promise<number> {
  let collected = 0;
  for (let helping = 0; helping < MAX_HELPINGS; helping++) {
    const messages = await deps.poison.take(queue);
    if (messages.length === 0) break;
    await Promise.all(messages.map((message) => collect(deps, queue, message)));
    collected += messages.length;
  }
  return collected;
}

async function collect(deps: Deps, queue: PoisonQueue, message: PoisonMessage): Promise<void> {
  const key = deadLetterKey(message.insertedAt, fingerprint('poison', queue, message.id));
  const receivedAt = instantFromMilliseconds(deps.clock.now());
  const data = { code: 'poisoned', receivedAt, queue, ...read(message.raw) };
  await deps.store.commit(EVENT_DEAD_LETTERS, [{ kind: 'put', key, data }]);
  await message.remove();
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The text that was meant, and why nobody could take it. The host overlooks white space in base64, and nothing else. */
function read(raw: string): { reason: string; original: string } {
  const compact = raw.replace(/\s/g, '');
  if (!BASE64.test(compact)) {
    return { reason: 'not base64; expected the text of an event in base64, as storage queues carry it', original: raw };
  }
  try {
    const original = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(compact, 'base64'));
    return { reason: 'handling it failed too often; the log says how', original };
  } catch {
    return { reason: 'base64, but not of UTF-8 text; the original is the base64', original: raw };
  }
}
