import * as z from 'zod';
import { fault } from '../../contract/issues.ts';
import { type Instant, instantSchema } from '../../domain/instant.ts';

/**
 * The body of a replay: which firings, by the time of their commit, whether to repeat what was delivered, and where an earlier call
 * stopped.
 */
export const replayRequestSchema = z
  .strictObject({
    since: instantSchema,
    until: instantSchema.optional(),
    include: z.enum(['missing', 'all']),
    cursor: z.string().optional(),
  })
  .refine(({ since, until }) => until === undefined || since < until, {
    path: ['until'],
    ...fault('fault.after-since', {}),
  });

export type ReplayRequest = z.infer<typeof replayRequestSchema>;

/** Whether a time lies in the period of a replay: from `since`, included, to `until`, excluded. */
export function isInPeriod(time: Instant, { since, until }: ReplayRequest): boolean {
  return time >= since && (until === undefined || time < until);
}
