import type { Language } from '../languages.ts';
import type { TextKey } from '../phrase.ts';

/** Whether a native speaker has read the texts of a language. */
export const nativeChecks: Readonly<Record<Exclude<Language, 'en'>, 'none' | 'all'>> = {
  lv: 'none',
  eu: 'none',
  ro: 'none',
  sv: 'none',
  kk: 'none',
};

/**
 * Texts to check first: their terms (dead letter, redelivery, replay, dormant, circuit, fan-out, retention) have no model in the
 * documentation of the product in these languages.
 */
export const termsWithoutModel: readonly TextKey[] = [
  'status.dormant',
  'status.failing',
  'reason.exhausted',
  'explain.not-seen',
  'explain.waiting',
  'explain.dead',
  'explain.fan-out',
  'explain.firing-removed',
  'explain.delivery-removed',
  'error.no-dead-letter',
  'error.no-dead-letter-id',
  'error.not-finished',
  'error.receiver-gone',
  'fault.no-filter',
  'error.not-redrivable-size',
  'error.not-redrivable-deliveries',
];

/** Texts of single languages to check first, with the reason. */
export const doubts: Readonly<Partial<Record<Language, Readonly<Partial<Record<TextKey, string>>>>>> = {
  sv: {
    'trigger.unification-refresh-completed.title':
      'the product says förening, which is a club; this says enhetliggörande',
    'process.unification': 'the same word',
  },
  lv: { 'summary.measure': 'the product has said pasākums, an event; this says mērījums, as its later pages do' },
  kk: { 'summary.measure': 'the product has said шара, a step taken; this says өлшем, as its later pages do' },
  eu: { 'summary.segment': 'a name in front of its noun may want a case ending' },
};
