import type { Language } from '../contract/languages.ts';
import type { FactsByType, FiringFacts } from '../contract/payload.ts';
import { type Phrase, phrase } from '../contract/phrase.ts';
import { render } from './render-text.ts';
import { cutText, oneLine } from './text.ts';

/** The longest summary in code points. */
const MAX_SUMMARY = 300;

/** The longest name in a summary. What is left has room for two of them, numbers and the words around them. */
const MAX_NAME = 100;

/** The marks around a text that is written from right to left. */
const ISOLATE = 2;

/** What a summary says beside the firing. */
interface SummaryParts {
  readonly threshold?: number | undefined;
  /** A test says at its beginning that it is one, since a flow may send on the summary and nothing else. */
  readonly isTest?: boolean | undefined;
}

/** A firing in one sentence, in a language. */
export function summaryOf(language: Language, firing: FiringFacts, { threshold = 0, isTest }: SummaryParts): string {
  const mark = isTest ? `${render(language, phrase('summary.test'))} ` : '';
  const withError = (error: string) => mark + render(language, sentence(firing, threshold, error));
  const error = 'errorMessage' in firing.facts || 'errorCode' in firing.facts ? errorIn(firing.facts) : '';
  if (!error) return withError('');
  const room = MAX_SUMMARY - ISOLATE - [...withError('.')].length;
  return withError(cutText(error, room + 1));
}

function sentence(firing: FiringFacts, threshold: number, error: string): Phrase {
  switch (firing.triggerType) {
    case 'segment-threshold-crossed': {
      const { value: count, segmentName, segmentDisplayName } = firing.facts;
      return phrase('summary.segment', { name: nameIn(segmentDisplayName, segmentName), count, threshold });
    }
    case 'measure-threshold-crossed': {
      const { value, measureName, measureDisplayName } = firing.facts;
      return phrase('summary.measure', { name: nameIn(measureDisplayName, measureName), value, threshold });
    }
    case 'full-refresh-completed':
      return fullRefresh(firing.facts, error);
    case 'unification-refresh-completed':
      return phrase(`summary.unification.${firing.facts.status}`);
    default:
      return dataSourceRefresh(firing.facts, error);
  }
}

function dataSourceRefresh(facts: FactsByType['data-source-refresh-failed'], error: string): Phrase {
  const { status, dataSourceName, dataSourceDisplayName } = facts;
  const name = nameIn(dataSourceDisplayName, dataSourceName);
  if (status === 'failed' && error) return phrase('summary.data-source.failed-because', { name, error });
  return phrase(`summary.data-source.${status}`, { name });
}

function fullRefresh({ status, failedCount = 0 }: FactsByType['full-refresh-completed'], error: string): Phrase {
  if (status !== 'failed') return phrase(`summary.full-refresh.${status}`);
  if (error) return phrase('summary.full-refresh.failed-because', { error });
  if (failedCount > 0) return phrase('summary.full-refresh.failed-parts', { count: failedCount });
  return phrase('summary.full-refresh.failed');
}

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** The first name in which there is something to see. */
function nameIn(...names: readonly (string | undefined)[]): string {
  const name = names.map(inSentence).find((text) => VISIBLE.test(text)) ?? '?';
  return cutText(name, MAX_NAME);
}

function errorIn({
  errorMessage,
  errorCode,
}: Pick<FactsByType['full-refresh-completed'], 'errorMessage' | 'errorCode'>) {
  return [errorMessage, errorCode].map(inSentence).find((text) => VISIBLE.test(text)) ?? '';
}

/** Foreign text as a part of a sentence: on one line, with single spaces. */
function inSentence(text = ''): string {
  return oneLine(text).replaceAll(/\s+/g, ' ').trim();
}
