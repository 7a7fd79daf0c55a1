import { phrase } from '../../contract/phrase.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { inEnglish } from '../../domain/render-text.ts';
import { storable } from '../../domain/stored-phrase.ts';
import { chunks } from '../chunks.ts';
import { deadLetterKey, EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { deadLetterId } from '../store/resource-ids.ts';
import { packRecords } from './pack-records.ts';
import type { HourlyBlob, Reading } from './reading.ts';
import type { Line } from './split-lines.ts';

/** Messages that are put on the queue at the same time. */
const MESSAGES_AT_ONCE = 4;

/** What a dead letter keeps of a line. In the worst case, each byte takes twelve of the 1 MiB that a row holds. */
const KEPT_BYTES = 64 * 1024;

/** Puts lines on the refresh-status queue, and counts what became of them. */
export async function forwardLines(reading: Reading, place: HourlyBlob, lines: readonly Line[]): Promise<void> {
  const { deps, counts } = reading;
  const { messages, sent, ignored, tooLong } = packRecords(lines);
  for (const some of chunks(messages, MESSAGES_AT_ONCE)) {
    await Promise.all(some.map((text) => deps.events.publish('refresh-status', text)));
  }
  for (const line of tooLong) await keepLongLine(reading, place, line);
  counts.sent += sent;
  counts.messages += messages.length;
  counts.tooLong += tooLong.length;
  for (const [reason, count] of ignored) counts.ignore(reason, count);
}

/** Makes a dead letter of a line that no message can hold. Its key is the same each time the line is read. */
async function keepLongLine({ deps }: Reading, place: HourlyBlob, { offset, bytes }: Line): Promise<void> {
  const { container, hour, blob } = place;
  const name = fingerprint('diagnostics', container, blob.name, String(blob.createdAt), String(offset));
  const said = phrase('dead-letter.too-long-line', { offset: String(offset), blob: blob.name, container });
  const [queue, code] = ['refresh-status', 'too-large'] as const;
  const data = {
    code,
    reason: inEnglish(said),
    phrase: storable(said),
    receivedAt: instantFromMilliseconds(deps.clock.now()),
    queue,
    original: new TextDecoder().decode(bytes.subarray(0, KEPT_BYTES)),
  };
  const key = deadLetterKey(hour, name);
  await deps.store.commit(EVENT_DEAD_LETTERS, [{ kind: 'put', key, data }]);
  const id = deadLetterId({ partition: EVENT_DEAD_LETTERS, key });
  deps.report({ name: 'DeadLetter', deadLetterId: id, source: 'event', code, queue });
}
