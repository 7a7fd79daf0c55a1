/** The message of anything that was thrown. */
export function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}

/** Ends the process with one line that says why. */
export function refuse(reason: unknown): never {
  console.error(messageOf(reason));
  process.exit(1);
}

/** What a step gives. When the step throws, its message is the line that ends the process. */
export function orRefuse<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    return refuse(error);
  }
}
