import type { Row } from '../ports.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import { forwardLines } from './forward-lines.ts';
import { isSettled } from './hours.ts';
import { type Position, positionIn, storePosition } from './positions.ts';
import { type HourlyBlob, hasTime, type Reading } from './reading.ts';
import { LineSplitter } from './split-lines.ts';

/** What is read, forwarded and recorded at a time. */
const PIECE_BYTES = 1024 * 1024;

/**
 * Reads what was appended to a blob since the position of its row, and returns whether all of it has been read. The position moves
 * when the lines before it are on the queue, so a line is read again after a crash in between, and none is left out.
 */
export async function readBlob(reading: Reading, task: HourlyBlob, row: Row | undefined): Promise<boolean> {
  const position = positionIn(task.blob, row);
  if (!hasNews(reading, task, position)) return true;
  reading.counts.blobs += 1;
  // On a conflict, another run reads this blob; the next run finds what it leaves.
  return onConflict(readOn(reading, task, position), () => false);
}

/** A half-written last line is no news until its blob has grown or settled. */
function hasNews({ now }: Reading, { blob }: HourlyBlob, { place, etag }: Position): boolean {
  return place.offset < blob.length && (etag !== blob.etag || isSettled(blob, now));
}

async function readOn(reading: Reading, task: HourlyBlob, from: Position): Promise<boolean> {
  const { deps, source, now } = reading;
  const { container, blob } = task;
  const splitter = new LineSplitter(from.place);
  let position = from;
  let at = from.place.offset;
  do {
    const bytes = await source.read(container, blob, { offset: at, count: Math.min(PIECE_BYTES, blob.length - at) });
    if (!bytes) return false;
    at += bytes.length;
    const isAtEnd = at >= blob.length;
    const last = isAtEnd && isSettled(blob, now);
    await forwardLines(reading, task, [...splitter.push(bytes), ...(last ? splitter.end() : [])]);
    const { stored } = position;
    position = await storePosition(deps, task, {
      place: splitter.place,
      etag: isAtEnd ? blob.etag : undefined,
      stored,
    });
    if (isAtEnd) return true;
  } while (hasTime(reading));
  return false;
}
