import type { Overview } from '../../api/overview.ts';
import type { Subscription } from '../../api/subscriptions.ts';
import type { Speech } from '../../texts/speech.ts';

/** Gives the display name of a data source, segment or measure; the unique name, when no event has named it. */
export type DisplayNames = (kind: 'data-source' | 'segment' | 'measure', name: string) => string;

/** The display names that events have brought. */
export function displayNames(overview: Overview | undefined): DisplayNames {
  return (kind, name) => {
    if (!overview) return name;
    const { processes, segments, measures } = overview;
    const all = {
      'data-source': processes.filter(({ process }) => process === kind),
      segment: segments,
      measure: measures,
    };
    return all[kind].find((one) => one.name === name)?.displayName ?? name;
  };
}

/** What people call a subscription. */
export function nameOf({ label, callbackHost }: Pick<Subscription, 'label' | 'callbackHost'>): string {
  return label ?? callbackHost;
}

/** What a subscription waits for, in a few words. */
export function waitsFor(speech: Speech, { triggerType, parameters }: Subscription, names: DisplayNames): string {
  const { dataSource, segment, measure, threshold = 0, outcome, submission } = parameters;
  switch (triggerType) {
    case 'data-source-refresh-failed':
    case 'data-source-refresh-succeeded':
      return dataSource === undefined ? speech.text('subscriptions.any-data-source') : names('data-source', dataSource);
    case 'segment-threshold-crossed':
      return speech.text('subscriptions.above', { name: names('segment', segment ?? ''), threshold });
    case 'measure-threshold-crossed':
      return speech.text('subscriptions.above', { name: names('measure', measure ?? ''), threshold });
    default: {
      const isAny = !outcome || outcome === 'any';
      const ends = speech.text(isAny ? 'subscriptions.any-outcome' : `run.${outcome}`);
      if (!submission || submission === 'any') return ends;
      return `${ends} · ${speech.text('status.submission')}: ${speech.text(`status.submission-${submission}`)}`;
    }
  }
}

/** Whether a subscription is for whatever data source there is, which is easily more than was meant. */
export function isForAnySource({ triggerType, parameters }: Subscription): boolean {
  return triggerType.startsWith('data-source') && parameters.dataSource === undefined;
}

/** Why a subscription has its status, in words; a code that this version has no words for stands for itself. */
export function reasonOf(speech: Speech, { status, statusReason, lastDelivery }: Subscription): string | undefined {
  if (status === 'active') return lastDelivery?.reasonText;
  if (statusReason === undefined) return undefined;
  const own = `subscriptions.reason-${statusReason}`;
  if (speech.has(own)) return speech.text(own as 'subscriptions.reason-operator');
  return lastDelivery?.reason === statusReason ? (lastDelivery.reasonText ?? statusReason) : statusReason;
}

/** Whether a subscription is sent what fires; the others are to be enabled first. */
export function isReceiving({ status }: Subscription): boolean {
  return status === 'active' || status === 'failing';
}

const WORST_FIRST = ['failing', 'dormant', 'disabled', 'gone', 'active'];

/** Puts those that need attention first, and the rest in the order of their names. */
export function inOrder(one: Subscription, other: Subscription): number {
  const rank = (subscription: Subscription) => WORST_FIRST.indexOf(subscription.status);
  return rank(one) - rank(other) || nameOf(one).localeCompare(nameOf(other)) || (one.id < other.id ? -1 : 1);
}
