import { instantFromMilliseconds } from '../../domain/instant.ts';
import { MAX_MESSAGE_BYTES } from '../../domain/read-message.ts';
import { containerKey, DIAGNOSTICS } from '../store/keys.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import { dayOf, isSettled } from './hours.ts';
import { storePosition } from './positions.ts';
import type { HourlyBlob, Reading } from './reading.ts';

/**
 * Starts to read a container: the blobs of this UTC day from their start, older ones only as far as they grow from now on. The row
 * of the container comes last. From then on, a blob without a row is new, however old its hour is. Returns false when a blob has
 * changed meanwhile: the next run starts again.
 */
export async function startContainer(
  reading: Reading,
  container: string,
  blobs: readonly HourlyBlob[],
): Promise<boolean> {
  const { deps, now } = reading;
  for (const task of blobs) {
    if (dayOf(task.hour) >= dayOf(now)) continue;
    const offset = await startOfLastLine(reading, task);
    if (offset === undefined) return false;
    const position = { place: { offset, isSkipping: false }, etag: undefined, stored: undefined };
    // An earlier start, which died, may have written it.
    await onConflict(storePosition(deps, task, position), () => undefined);
  }
  const at = instantFromMilliseconds(now);
  const data = { container, startedAt: at, readUntil: at };
  const insert = { kind: 'insert' as const, key: containerKey(container), data };
  await onConflict(deps.store.commit(DIAGNOSTICS, [insert]), () => undefined);
  return true;
}

/** Where the line starts that is still being written; the length of the blob when there is none. */
async function startOfLastLine({ source, now }: Reading, { container, blob }: HourlyBlob): Promise<number | undefined> {
  if (isSettled(blob, now)) return blob.length;
  const count = Math.min(blob.length, MAX_MESSAGE_BYTES);
  const bytes = await source.read(container, blob, { offset: blob.length - count, count });
  return bytes && blob.length - count + bytes.lastIndexOf(0x0a) + 1;
}
