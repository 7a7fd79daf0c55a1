import type { Language } from '../contract/languages.ts';
import type { FactsByType, FiringFacts, Payload, PayloadHead } from '../contract/payload.ts';
import type { TriggerType } from '../contract/trigger-types.ts';
import { escapeHtml } from './html.ts';
import { summaryOf } from './summary.ts';

/** The parts of a webhook's body. */
export interface PayloadParts extends Omit<PayloadHead, 'triggerType' | 'summary' | 'summaryHtml'> {
  readonly firing: FiringFacts;
  /** The threshold of the subscription, if its trigger type has one. */
  readonly threshold?: number | undefined;
  /** The language of the subscription. */
  readonly language: Language;
}

/** The payload of a webhook. What is `undefined` in it is left out of its JSON. */
export function payloadOf({ firing, threshold, language, ...head }: PayloadParts): Payload {
  const summary = summaryOf(language, firing, { threshold, isTest: head.isTest });
  return {
    isTest: head.isTest,
    notificationId: head.notificationId,
    firingId: head.firingId,
    triggerType: firing.triggerType,
    environmentId: head.environmentId,
    occurredAt: head.occurredAt,
    sequence: head.sequence,
    subscriptionId: head.subscriptionId,
    ...namedFacts(firing),
    threshold,
    summary,
    summaryHtml: escapeHtml(summary),
  };
}

/** The text of a webhook's body. It is stored with its delivery, so every attempt sends the same bytes. */
export function buildBody(parts: PayloadParts): string {
  return JSON.stringify(payloadOf(parts));
}

/** The facts of a firing, always in the same order, with the unique name for a display name that no event has brought. */
export function namedFacts(firing: FiringFacts): FactsByType[TriggerType] {
  switch (firing.triggerType) {
    case 'segment-threshold-crossed': {
      const { segmentName, segmentDisplayName = segmentName, ...facts } = firing.facts;
      return { segmentName, segmentDisplayName, ...facts };
    }
    case 'measure-threshold-crossed': {
      const { measureName, measureDisplayName = measureName, ...facts } = firing.facts;
      return { measureName, measureDisplayName, ...facts };
    }
    case 'data-source-refresh-failed':
    case 'data-source-refresh-succeeded': {
      const { dataSourceName, dataSourceDisplayName = dataSourceName, ...facts } = firing.facts;
      return { dataSourceName, dataSourceDisplayName, ...facts };
    }
    default:
      return firing.facts;
  }
}
