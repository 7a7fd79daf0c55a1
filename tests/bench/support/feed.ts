/** The messages that the host takes from a queue at once. */
export const BATCH_SIZE = 16;

/** The messages that the host handles at the same time: a batch, and 8 that are left of the one before. */
export const MESSAGES_AT_ONCE = BATCH_SIZE + 8;

/** Handles items with as many at the same time as the host handles messages. */
export async function feed<T>(items: readonly T[], handle: (item: T, index: number) => Promise<void>): Promise<void> {
  const rest = items.entries();
  const work = async () => {
    for (const [index, item] of rest) await handle(item, index);
  };
  await Promise.all(Array.from({ length: MESSAGES_AT_ONCE }, work));
}
