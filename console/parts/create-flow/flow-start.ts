import type { TriggerType } from '../../../shared/contract/trigger-types.ts';
import { linkHere, type QueryChanges } from '../address.ts';

/** The trigger types in the order in which they are offered. Each has a text of its own. */
export const triggerChoices: readonly TriggerType[] = [
  'data-source-refresh-failed',
  'data-source-refresh-succeeded',
  'segment-threshold-crossed',
  'measure-threshold-crossed',
  'full-refresh-completed',
  'unification-refresh-completed',
];

/** What a new flow is to start with. */
export interface FlowStart {
  readonly trigger?: TriggerType | undefined;
  /** The unique name of the data source, segment or measure. */
  readonly name?: string | undefined;
  readonly threshold?: number | undefined;
}

/** The parameters of the address that open the pane. */
export const flowParameters = ['create', 'create-name', 'create-threshold'] as const;

/** The link that opens the pane on the present view. */
export function createFlowLink({ trigger = 'data-source-refresh-failed', name, threshold }: FlowStart = {}): string {
  return linkHere(parametersOf({ trigger, name, threshold }));
}

/** What the address wants a new flow to start with; undefined when the pane is closed. */
export function flowStartOf(query: URLSearchParams): (Required<Pick<FlowStart, 'trigger'>> & FlowStart) | undefined {
  const trigger = triggerChoices.find((choice) => choice === query.get('create'));
  if (!trigger) return undefined;
  const threshold = Number(query.get('create-threshold') ?? Number.NaN);
  return {
    trigger,
    name: query.get('create-name') ?? undefined,
    threshold: Number.isNaN(threshold) ? undefined : threshold,
  };
}

function parametersOf({ trigger, name, threshold }: FlowStart): QueryChanges {
  return { create: trigger, 'create-name': name, 'create-threshold': threshold?.toString() };
}
