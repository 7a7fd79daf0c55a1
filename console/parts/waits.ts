import type { Overview } from '../api/overview.ts';
import type { Subscription } from '../api/subscriptions.ts';
import type { Speech } from '../texts/speech.ts';

/** What a subscription waits for. */
type Waiting = Pick<Subscription, 'triggerType' | 'parameters'>;

/** The name by which people know a subscription. */
export function nameOf({ label, callbackHost }: Pick<Subscription, 'label' | 'callbackHost'>): string {
  return label ?? callbackHost;
}

/** The unique name of the data source, segment or measure that a subscription waits for; absent for any data source and for other runs. */
export function subjectNameOf({ parameters }: Waiting): string | undefined {
  return parameters.dataSource ?? parameters.segment ?? parameters.measure;
}

/**
 * What a subscription waits for beside its trigger, in words: `CRM contacts`, `High value above 1,000`, `Scheduled · Successful`.
 *
 * @param overview of its environment, for the display names
 */
export function waitsFor(speech: Speech, waiting: Waiting, overview: Overview | undefined): string {
  const { triggerType, parameters } = waiting;
  switch (triggerType) {
    case 'data-source-refresh-failed':
    case 'data-source-refresh-succeeded':
      return displayNameOf(waiting, overview) ?? speech.text('waits.any-data-source');
    case 'segment-threshold-crossed':
    case 'measure-threshold-crossed':
      return speech.text('waits.above', {
        name: displayNameOf(waiting, overview) ?? '',
        threshold: parameters.threshold ?? 0,
      });
    default:
      return runFilter(speech, parameters);
  }
}

/** The display name of what a subscription waits for; its unique name, when no event has named it. */
export function displayNameOf(waiting: Waiting, overview: Overview | undefined): string | undefined {
  const name = subjectNameOf(waiting);
  if (name === undefined) return undefined;
  const { processes = [], segments = [], measures = [] } = overview ?? {};
  const { dataSource, segment } = waiting.parameters;
  const known =
    dataSource === undefined
      ? (segment === undefined ? measures : segments).find((metric) => metric.name === name)
      : processes.find((one) => one.process === 'data-source' && one.name === name);
  return known?.displayName ?? name;
}

function runFilter(speech: Speech, { submission = 'any', outcome = 'any' }: Waiting['parameters']): string {
  const words = [
    ...(submission === 'any' ? [] : [speech.text(`waits.${submission}`)]),
    ...(outcome === 'any' ? [] : [speech.text(`run.${outcome}`)]),
  ];
  return words.length === 0 ? speech.text('waits.any-run') : words.join(' · ');
}
