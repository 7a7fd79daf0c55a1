import * as z from 'zod';

const storageErrorSchema = z.object({ statusCode: z.number().optional(), code: z.string().optional() });

function read(error: unknown): z.infer<typeof storageErrorSchema> {
  const parsed = storageErrorSchema.safeParse(error);
  return parsed.success ? parsed.data : {};
}

/** Whether a queue does not exist. */
export function isQueueNotFound(error: unknown): boolean {
  return read(error).code === 'QueueNotFound';
}

/** Whether a message was deleted, or received by another process since. */
export function isMessageLost(error: unknown): boolean {
  const { statusCode, code } = read(error);
  return code === 'PopReceiptMismatch' || statusCode === 404;
}

/** A storage error in one line: its code, its status and the first line of the SDK's message. */
export function storageReason(error: unknown): string {
  const { statusCode, code } = read(error);
  const firstLine = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  return [code, statusCode, firstLine].filter((part) => part !== undefined && part !== '').join(' ');
}
