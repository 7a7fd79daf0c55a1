import { samplePayload } from '../../shared/application/environments/describe-triggers.ts';
import type { Language } from '../../shared/contract/languages.ts';
import type { FiringFacts } from '../../shared/contract/payload.ts';
import { samples as samplesOf } from '../../shared/contract/samples.ts';
import { buildBody } from '../../shared/domain/webhook-body.ts';
import { type Sample, samples } from './flow.ts';
import type { Properties } from './language.ts';
import { logicAppsFlow } from './resource-template.ts';
import { powerAutomateFlow } from './solution.ts';

/** Both forms of both flows, each named. */
export function forms() {
  return samples.flatMap((sample) =>
    [logicAppsFlow(sample), powerAutomateFlow(sample)].map(
      (flow) => [`${flow.name} (${flow.form})`, flow, sample] as const,
    ),
  );
}

/** What a notification has beside the facts of its sample. */
interface Parts {
  readonly facts?: object;
  readonly language?: Language;
  readonly isTest?: true;
}

/** A notification as the app sends it, with other facts than those of the sample. */
export function notification({ triggerType }: Sample, { facts, language = 'en', isTest }: Parts = {}): Properties {
  const { threshold, facts: known } = samplesOf[triggerType];
  const firing = { triggerType, facts: { ...known, ...facts } } as FiringFacts;
  const { notificationId, firingId, subscriptionId, environmentId, occurredAt, sequence } = samplePayload(triggerType);
  const head = { notificationId, firingId, subscriptionId, environmentId, occurredAt, sequence, isTest };
  return JSON.parse(buildBody({ ...head, firing, threshold, language }));
}
