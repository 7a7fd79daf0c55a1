/** How an attempt can leave its delivery. */
export const attemptOutcomes = ['delivered', 'retrying', 'dead'] as const;

/** How an attempt has left its delivery. */
export type AttemptOutcome = (typeof attemptOutcomes)[number];
