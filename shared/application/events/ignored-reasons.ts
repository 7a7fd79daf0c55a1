import { cutText, oneLine } from '../../domain/text.ts';

const REASONS: Readonly<Record<string, string>> = {
  'operation-not-known': 'its operation is not one that is known; ingestion, merge, unification and all start flows',
  'empty-list': 'a list without events',
  'operation-without-trigger': 'no trigger is about its operation',
  'other-phase': 'another record of the same run is the one that counts',
  'not-a-workflow-event': 'it is a diagnostic record of another kind',
  'measure-with-dimensions': 'a measure with dimensions has no single value',
  'not-finished': 'the run has not ended',
  canceled: 'a canceled run fires nothing',
  skipped: 'a skipped run fires nothing',
  deleted: 'a deleted run fires nothing',
};

/** Why an event was ignored, in words, with the value that is the reason. An unknown code stands for itself. */
export function ignoredReason(code: string, value?: string): string {
  const words = REASONS[code] ?? code;
  return value === undefined ? words : `${words}: ${oneLine(cutText(value, MAX_VALUE))}`;
}

const MAX_VALUE = 128;
