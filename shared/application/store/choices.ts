import type { Choice } from '../../contract/answers.ts';
import { oneLine } from '../../domain/text.ts';
import { fitting } from './page-budget.ts';

/** Something to choose: by its unique name, which people need not see. */
export interface Named {
  readonly name: string;
  readonly displayName: string;
}

/** A response has at most 1 MiB. */
const MAX_CHOICES_BYTES = 1_000_000;

/** The choices of a pick-list, sorted by title. A title that several of them share gets the unique name appended. */
export function choicesOf(named: readonly Named[]): Choice[] {
  const byDisplayName = Map.groupBy(named, ({ displayName }) => displayName);
  const choices = named
    .map(({ name, displayName }) => ({
      value: name,
      title: oneLine(byDisplayName.get(displayName)?.length === 1 ? displayName : `${displayName} (${name})`),
    }))
    .toSorted((one, other) => one.title.localeCompare(other.title));
  return fitting(choices, MAX_CHOICES_BYTES);
}
