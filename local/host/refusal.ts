/** A reason not to start that the user can act on. It is printed as one line without a stack, and the host exits with 1. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
