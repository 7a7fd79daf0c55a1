import { samplePayload } from '../../shared/application/environments/describe-triggers.ts';
import { payloadSchemas } from '../../shared/contract/payload.ts';
import { type Sample, samples } from './flow.ts';
import type { Properties } from './language/value.ts';
import { notificationSchema } from './our-triggers.ts';
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

/** The sample notification as if it were no test, with other facts in it; one that the app would not send is refused. */
export function notification({ triggerType }: Sample, facts: Properties = {}): Properties {
  const { isTest: _, ...real } = samplePayload(triggerType);
  return JSON.parse(JSON.stringify(payloadSchemas[triggerType].parse({ ...real, ...facts })));
}

/** The sample notification with nothing but what every notification has. */
export function leastNotification(sample: Sample): Properties {
  const { required = [] } = notificationSchema(sample.operationId);
  return Object.fromEntries(Object.entries(notification(sample)).filter(([name]) => required.includes(name)));
}
