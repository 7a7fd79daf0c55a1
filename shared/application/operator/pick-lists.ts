import type { Choice } from '../../contract/answers.ts';
import type { Language } from '../../contract/languages.ts';
import { phrase } from '../../contract/phrase.ts';
import type { TriggerType } from '../../contract/trigger-types.ts';
import { render } from '../../domain/render-text.ts';
import type { Deps } from '../ports.ts';
import { choicesOf, type Named } from '../store/choices.ts';
import { allSubscriptions } from '../store/keys.ts';
import { pageRows } from '../store/pagination.ts';
import { parseRow, subscriptionRow } from '../store/rows.ts';
import { environmentSections } from '../store/sections.ts';
import { listDeadLetters } from './list-dead-letters.ts';

/** What a pick-list is about, and the language of its titles. */
interface Question {
  /** Of all environments when it is left out. */
  readonly environmentId?: string | undefined;
  readonly language: Language;
}

/** A pick-list has a single page, and so a limit. */
const MAX_SUBSCRIPTIONS = 1_000;

/** The subscriptions by label, trigger and environment, in the order of their titles. */
export async function subscriptionChoices(
  deps: Pick<Deps, 'store'>,
  { environmentId, language }: Question,
): Promise<Choice[]> {
  const { value } = await pageRows(deps, {
    sections: environmentSections(deps, environmentId, allSubscriptions),
    query: { top: MAX_SUBSCRIPTIONS },
    item: (row): Named => {
      const { data } = parseRow(subscriptionRow, row);
      return { name: data.id, displayName: titleOf(language, data) };
    },
  });
  return choicesOf(value);
}

/** As many as one page of their list may read. */
const MAX_FAILED = 300;

/** The deliveries that were given up by subscription, time and reason, in the order of their titles. */
export async function failedDeliveryChoices(
  deps: Pick<Deps, 'store'>,
  { environmentId, language }: Question,
): Promise<Choice[]> {
  const { value } = await listDeadLetters(deps, { source: 'delivery', environmentId, top: MAX_FAILED });
  return choicesOf(
    value.map(({ id, receivedAt, reasonText, ...letter }) => {
      const parts = { subscription: titleOf(language, letter), time: new Date(receivedAt), reason: reasonText };
      return { name: id, displayName: render(language, phrase('choice.failed-delivery', parts)) };
    }),
  );
}

/** What a subscription is known by. The row of an old dead letter does not tell everything. */
interface Known {
  readonly label?: string | undefined;
  readonly triggerType?: TriggerType | undefined;
  readonly environmentId?: string | undefined;
}

function titleOf(language: Language, { label, triggerType, environmentId }: Known): string {
  const trigger = triggerType && render(language, phrase(`trigger.${triggerType}.title`));
  return [label, trigger, environmentId].filter(Boolean).join(', ');
}
