import type { TriggerType } from '../../../shared/contract/trigger-types.ts';

/*
 * What Power Automate calls the triggers and their parameters: the words of the connector, which are English in every language.
 * A maker looks for exactly these.
 */

export const connectorTriggers: Readonly<Record<TriggerType, string>> = {
  'data-source-refresh-failed': 'When a data source refresh fails',
  'data-source-refresh-succeeded': 'When a data source refresh succeeds',
  'segment-threshold-crossed': 'When a segment crosses above a threshold',
  'measure-threshold-crossed': 'When a business measure crosses above a threshold',
  'full-refresh-completed': 'When a full refresh is completed',
  'unification-refresh-completed': 'When a unification is completed',
};

/** By the name of the property that they set. */
export const connectorParameters = {
  environmentId: 'Customer Insights Environment',
  dataSource: 'Data Source',
  segment: 'Segment',
  measure: 'Business Measure',
  threshold: 'Threshold',
} as const;
