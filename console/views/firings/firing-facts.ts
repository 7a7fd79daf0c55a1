import type { Firing } from '../../parts/firing-words.ts';
import type { Speech } from '../../texts/speech.ts';

/** The values of a metric before and after the crossing, such as `998 › 1,203`; undefined for a run. */
export function crossingOf(speech: Speech, { payload: { previousValue, value } }: Firing): string | undefined {
  if (typeof previousValue !== 'number' || typeof value !== 'number') return undefined;
  return `${speech.number(previousValue)} › ${speech.number(value)}`;
}

/** How a run ended, by code; undefined for a metric. */
export function outcomeOf({ payload }: Firing): string | undefined {
  return textOf(payload.status);
}

/** Why a run failed, by code and in the words of Customer Insights. */
export function errorOf({ payload }: Firing): {
  readonly code: string | undefined;
  readonly message: string | undefined;
} {
  return { code: textOf(payload.errorCode), message: textOf(payload.errorMessage) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const SUBJECTS = [
  ['dataSourceDisplayName', 'flow.data-source'],
  ['segmentDisplayName', 'flow.segment'],
  ['measureDisplayName', 'flow.measure'],
] as const;

/** The data source, segment or measure that the firing is about; undefined for a full refresh or a unification. */
export function subjectFactOf({ payload }: Firing) {
  for (const [property, title] of SUBJECTS) {
    const name = textOf(payload[property]);
    if (name !== undefined) return { title, name };
  }
  return undefined;
}
