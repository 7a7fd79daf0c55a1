import { instantFromMilliseconds } from '../../domain/instant.ts';
import type { AppendBlob, Deps, Row } from '../ports.ts';
import { blobKey, DIAGNOSTICS } from '../store/keys.ts';
import { type LogBlobRow, logBlobRow, parseRow, type Stored } from '../store/rows.ts';
import type { HourlyBlob } from './reading.ts';
import type { Place } from './split-lines.ts';

/** How far a blob has been read, and the row that says so. */
export interface Position {
  readonly place: Place;
  /** The blob was read to its end when it had this ETag. */
  readonly etag: string | undefined;
  readonly stored: Stored<LogBlobRow> | undefined;
}

const START: Place = { offset: 0, isSkipping: false };

/**
 * The position in a blob by its row. A blob that has replaced another one, with a later creation or fewer bytes, is read from its
 * start.
 *
 * @throws UnreadableRowError when the row cannot be read
 */
export function positionIn(blob: AppendBlob, row: Row | undefined): Position {
  const stored = row && parseRow(logBlobRow, row);
  if (!stored || isReplaced(blob, stored.data)) return { place: START, etag: undefined, stored };
  const { offset, isSkipping = false, etag } = stored.data;
  return { place: { offset, isSkipping }, etag, stored };
}

function isReplaced({ createdAt, length }: AppendBlob, row: LogBlobRow): boolean {
  return row.createdAt !== instantFromMilliseconds(createdAt) || row.offset > length;
}

/**
 * Stores a position on the condition that nobody else has moved it, and returns the new one.
 *
 * @throws ConflictError when another reader has moved it
 */
export async function storePosition(
  { store }: Pick<Deps, 'store'>,
  { container, hour, blob }: HourlyBlob,
  { place, etag, stored }: Position,
): Promise<Position> {
  const key = blobKey(hour, container, blob.name);
  const createdAt = instantFromMilliseconds(blob.createdAt);
  const data = { ...stored?.data, container, name: blob.name, createdAt, ...place, etag };
  const [written = ''] = await store.commit(DIAGNOSTICS, [
    stored ? { kind: 'replace', key, data, etag: stored.etag } : { kind: 'insert', key, data },
  ]);
  return { place, etag, stored: { key, etag: written, data } };
}
