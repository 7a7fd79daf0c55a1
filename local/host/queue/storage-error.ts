import { z } from 'zod';

const storageErrorSchema = z.object({ statusCode: z.number().optional(), code: z.string().optional() });

function read(error: unknown): z.infer<typeof storageErrorSchema> {
  const parsed = storageErrorSchema.safeParse(error);
  return parsed.success ? parsed.data : {};
}

/** The queue does not exist. */
export function isQueueNotFound(error: unknown): boolean {
  return read(error).code === 'QueueNotFound';
}

/** The message is not ours any more: it is gone, or someone else has taken it since. */
export function isMessageLost(error: unknown): boolean {
  const { statusCode, code } = read(error);
  return code === 'PopReceiptMismatch' || statusCode === 404;
}

/** What to say about a storage error: its code where there is one, since the SDK's messages run over many lines. */
export function storageReason(error: unknown): string {
  const { statusCode, code } = read(error);
  const firstLine = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  return [code, statusCode, firstLine].filter((part) => part !== undefined && part !== '').join(' ');
}
