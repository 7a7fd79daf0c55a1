import * as z from 'zod';
import type { FactsByType } from '../../contract/payload.ts';
import type { TriggerType } from '../../contract/trigger-types.ts';

const facts = z.record(z.string(), z.union([z.string(), z.number()]).optional());

/** Facts that this app wrote itself. They keep their order, since every body repeats them byte for byte. */
const factsOf = <T extends TriggerType>(triggerType: T) =>
  z.object({
    triggerType: z.literal(triggerType),
    facts: z.custom<FactsByType[T]>((value) => facts.safeParse(value).success),
  });

/** The trigger type and the facts of a firing. */
export const firingFacts = z.discriminatedUnion('triggerType', [
  factsOf('data-source-refresh-failed'),
  factsOf('data-source-refresh-succeeded'),
  factsOf('segment-threshold-crossed'),
  factsOf('measure-threshold-crossed'),
  factsOf('full-refresh-completed'),
  factsOf('unification-refresh-completed'),
]);
