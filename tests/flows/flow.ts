import { CONNECTOR_NAME } from '../../local/connector/connector-solution.ts';
import type { Properties, Value } from './language.ts';

/** One of the two forms of a sample flow, with values for its parameters. */
export interface Flow {
  readonly form: 'Logic Apps' | 'Power Automate';
  readonly name: string;
  readonly definition: Definition;
  /** What the parameters are worth, from the sample of values. */
  readonly values: Properties;
  /** Whose connection each key of the flow stands for. */
  readonly connectors: Readonly<Record<string, string>>;
}

export interface Definition {
  readonly parameters: Record<string, Declared>;
  readonly triggers: Record<string, Step>;
  readonly actions: Record<string, Action>;
}

interface Declared {
  readonly type: string;
  readonly defaultValue?: Value;
  readonly metadata?: { readonly schemaName: string };
}

export interface Step {
  readonly type: string;
  readonly inputs: Value;
}

export interface Action extends Step {
  readonly runAfter: Record<string, string[]>;
}

/** The name of our own connector in a package that was asked for no other. */
export const OURS = CONNECTOR_NAME.replace('shared_', '');

/** The two forms of each sample flow, by the files that they are in. */
export const samples = [
  {
    operationId: 'OnDataSourceRefreshFailed',
    triggerType: 'data-source-refresh-failed',
    template: 'post-data-source-failure-to-teams',
    workflow: 'PostDataSourceFailureToTeams',
  },
  {
    operationId: 'OnSegmentThresholdCrossed',
    triggerType: 'segment-threshold-crossed',
    template: 'mail-segment-crossing-to-owners',
    workflow: 'MailSegmentCrossingToOwners',
  },
] as const;
export type Sample = (typeof samples)[number];
