import { en } from '../../../shared/contract/texts/en.ts';
import { type TriggerType, triggerTypes } from '../../../shared/contract/trigger-types.ts';

/** What starts a run, as makers choose it. */
export const submissionLabels = { any: 'Schedule or person', scheduled: 'Schedule', manual: 'Person' };

/** What can come of a run, as makers choose it. */
export const outcomeLabels = { any: 'Success or failure', succeeded: 'Success', failed: 'Failure' };

/** The title of each trigger type. */
export const triggerLabels: Readonly<Record<TriggerType, string>> = Object.fromEntries(
  triggerTypes.map((type) => [type, en[`trigger.${type}.title`]]),
) as Record<TriggerType, string>;
