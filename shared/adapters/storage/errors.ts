import { z } from 'zod';

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
