import type { BegunAttempts } from '../firing/begun-attempts.ts';

/** What became of an event. A firing, or a duplicate that found one unfinished, comes with the attempts that have begun. */
export type Handled =
  | ({ readonly outcome: 'fires' | 'duplicate' } & BegunAttempts)
  | { readonly outcome: 'applied' | 'duplicate' | 'late'; readonly attempts?: undefined }
  | { readonly outcome: 'ignored'; readonly reason: string; readonly attempts?: undefined };
