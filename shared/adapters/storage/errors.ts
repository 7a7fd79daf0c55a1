import * as z from 'zod';
import { ConflictError, StorageUnavailableError } from '../../application/errors.ts';

const storageError = z.object({
  statusCode: z.number(),
  code: z.string().optional(),
  details: z
    .object({ odataError: z.object({ code: z.string().optional() }).optional(), errorCode: z.string().optional() })
    .optional(),
});

function read(error: unknown): { status?: number; code?: string | undefined } {
  const parsed = storageError.safeParse(error);
  if (!parsed.success) return {};
  const { statusCode, code, details } = parsed.data;
  return { status: statusCode, code: details?.odataError?.code ?? details?.errorCode ?? code };
}

/** The table does not exist. */
export function isTableMissing(error: unknown): boolean {
  return read(error).code === 'TableNotFound';
}

/** The queue does not exist. */
export function isQueueMissing(error: unknown): boolean {
  return read(error).code === 'QueueNotFound';
}

/** The container does not exist. */
export function isContainerMissing(error: unknown): boolean {
  return read(error).code === 'ContainerNotFound';
}

/** The blob is gone, or has another ETag than the request expects. */
export function isBlobChanged(error: unknown): boolean {
  const { status } = read(error);
  return status === 404 || status === 412;
}

/** The row or its table does not exist. */
export function isMissing(error: unknown): boolean {
  return read(error).status === 404;
}

/** The message is gone, or another worker has taken it. */
export function isMessageLost(error: unknown): boolean {
  const { status, code } = read(error);
  return status === 404 || code === 'PopReceiptMismatch';
}

/** The row exists already, is gone, or has another ETag than the write expects. */
export function isConflict(error: unknown): boolean {
  const { status, code } = read(error);
  return (
    status === 412 ||
    (status === 409 && code === 'EntityAlreadyExists') ||
    (status === 404 && code === 'ResourceNotFound')
  );
}

/** Statuses that say that the request itself is wrong: it fails again whenever it is sent. */
const WRONG_REQUEST: ReadonlySet<number> = new Set([400, 404, 405, 409, 411, 412, 413, 414, 415, 416, 501]);

/** A fault of the storage as the application knows it. A fault without a status comes from the network. */
function translated(error: unknown): unknown {
  const { status } = read(error);
  const isWrong = status !== undefined && WRONG_REQUEST.has(status);
  return isWrong || isNoStorageFault(error) ? error : new StorageUnavailableError(error);
}

/** A conflict is an answer, and faults of our own code do not pass. */
function isNoStorageFault(error: unknown): boolean {
  return (
    error instanceof ConflictError ||
    error instanceof TypeError ||
    error instanceof RangeError ||
    error instanceof SyntaxError
  );
}

/**
 * Runs requests to the storage.
 *
 * @throws StorageUnavailableError for every fault that may pass, such as a lost connection, throttling or a key that is refused
 */
export async function withStorage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translated(error);
  }
}
