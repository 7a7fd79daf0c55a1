import { fingerprint } from '../../domain/fingerprint.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { inEnglish } from '../../domain/render-text.ts';
import { type Deps, type PoisonMessage, type PoisonQueue, poisonQueues } from '../ports.ts';
import { settleInTurn } from '../settle-in-turn.ts';
import { deadLetterKey, EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { deadLetterId } from '../store/resource-ids.ts';
import { describePoison } from './describe-poison.ts';

/** Batches taken from one queue in one run. The next run continues. */
const MAX_BATCHES = 32;

/**
 * Turns the messages of the poison queues into dead letters. It writes a dead letter, always under the same key, before it
 * removes the message, so after a crash in between the message is collected again and still has one dead letter.
 *
 * @throws AggregateError after the other queues, when some could not be emptied
 */
export async function collectPoison(deps: Deps): Promise<{ collected: number }> {
  const counts = await settleInTurn(
    poisonQueues,
    (queue) => emptyQueue(deps, queue),
    (faults) => `${faults} poison queues could not be emptied`,
  );
  return { collected: counts.reduce((sum, count) => sum + count, 0) };
}

async function emptyQueue(deps: Deps, queue: PoisonQueue): Promise<number> {
  let collected = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
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
  const code = 'poisoned';
  const { reason, original } = describePoison(message.raw);
  const data = { code, receivedAt, queue, reason: inEnglish(reason), phrase: reason, original };
  await deps.store.commit(EVENT_DEAD_LETTERS, [{ kind: 'put', key, data }]);
  const id = deadLetterId({ partition: EVENT_DEAD_LETTERS, key });
  deps.report({ name: 'DeadLetter', deadLetterId: id, source: 'event', code, queue });
  await message.remove();
}
