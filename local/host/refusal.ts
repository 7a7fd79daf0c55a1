/** A reason not to start that the reader can act on: it is shown as one line, without a stack, and the host exits with 1. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** The text of anything thrown, for use in a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
