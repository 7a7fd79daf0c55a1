import { samplePayload } from '../../shared/application/environments/describe-triggers.ts';
import type { Language } from '../../shared/contract/languages.ts';
import type { FiringFacts } from '../../shared/contract/payload.ts';
import { samples as samplesOf } from '../../shared/contract/samples.ts';
import { buildBody } from '../../shared/domain/webhook-body.ts';
import { type Call, callOf } from './calls.ts';
import { type Flow, type Sample, samples } from './flow.ts';
import { evaluateWorkflow, isProperties, type Properties, type Value } from './language.ts';
import { logicAppsFlow } from './resource-template.ts';
import { powerAutomateFlow } from './solution.ts';

const ACTION_TYPES = { 'Logic Apps': 'ApiConnection', 'Power Automate': 'OpenApiConnection' } as const;

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

/** What the only action of the flow calls on a notification. */
export function run(flow: Flow, received: Properties): Call {
  const [action, ...more] = Object.values(flow.definition.actions);
  if (!action || more.length > 0) throw new Error('There is not exactly one action.');
  if (Object.keys(action.runAfter).length > 0) throw new Error('The action waits for another.');
  if (action.type !== ACTION_TYPES[flow.form]) throw new Error(`${action.type} is not a known type`);
  return callOf(flow, evaluated(flow, action.inputs, received));
}

/** The call that subscribes the flow when it is saved. */
export function subscribe(flow: Flow): Call {
  const [trigger] = Object.values(flow.definition.triggers);
  return callOf(flow, evaluated(flow, trigger?.inputs ?? null, {}));
}

/** The host keeps its expressions: it names the connection, not a value. */
function evaluated({ values }: Flow, inputs: Value, body: Properties): Value {
  const { host = null, ...others } = isProperties(inputs) ? inputs : {};
  return { ...Object(evaluateWorkflow(others, { parameters: values, body })), host };
}
