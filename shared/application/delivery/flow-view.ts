import { flowEnvironmentOf } from '../../domain/flow-environment.ts';
import { type FlowPlace, flowUrl } from '../../domain/flow-links.ts';
import type { Settings } from '../settings.ts';
import type { SubscriptionRow } from '../store/rows.ts';

/** The settings that tell where a flow is. */
export type FlowSettings = Pick<Settings, 'powerPlatformEnvironment'>;

/** The flow of a subscription, in the environment that its callback names; `undefined` when the platform did not say which. */
export function flowOfCallback({
  flowId,
  callbackHost,
}: Pick<SubscriptionRow, 'flowId' | 'callbackHost'>): FlowPlace | undefined {
  return flowId === undefined ? undefined : { id: flowId, environmentId: flowEnvironmentOf(callbackHost) };
}

/** The flow in the environment of the setting, when its callback names none. */
export function flowPlace({ powerPlatformEnvironment }: FlowSettings, flow: FlowPlace): FlowPlace {
  return { ...flow, environmentId: flow.environmentId ?? powerPlatformEnvironment };
}

/** The flow as the API shows it, with the address of its page where that is known. */
export function flowView(settings: FlowSettings, flow: FlowPlace) {
  const place = flowPlace(settings, flow);
  return { ...place, url: flowUrl(place) };
}
