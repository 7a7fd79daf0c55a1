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

/** The table itself is not there. */
export function isTableMissing(error: unknown): boolean {
  return read(error).code === 'TableNotFound';
}

export function isQueueMissing(error: unknown): boolean {
  return read(error).code === 'QueueNotFound';
}

/** The row, or all of the table, is not there. */
export function isMissing(error: unknown): boolean {
  return read(error).status === 404;
}

/** A message is gone, or somebody else has taken it since. */
export function isMessageLost(error: unknown): boolean {
  const { status, code } = read(error);
  return status === 404 || code === 'PopReceiptMismatch';
}

/** A row exists already, is gone, or has another ETag than the write expected. */
export function isConflict(error: unknown): boolean {
  const { status, code } = read(error);
  return (
    status === 412 ||
    (status === 409 && code === 'EntityAlreadyExists') ||
    (status === 404 && code === 'ResourceNotFound')
  );
}
