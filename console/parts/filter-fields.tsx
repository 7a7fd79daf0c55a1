import { SearchBox, Select, ToggleButton } from '@fluentui/react-components';
import type { TriggerType } from '../../shared/contract/trigger-types.ts';
import { changeQuery } from './address.ts';
import { triggerChoices } from './create-flow/flow-start.ts';
import { useViewStyles } from './page-style.ts';
import { useSpeech } from './speech.tsx';

/** The search of a list. What is searched for is in the address. */
export function SearchField({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <SearchBox
      size="small"
      placeholder={label}
      aria-label={label}
      value={value}
      onChange={(_, data) => changeQuery({ search: data.value }, { replace: true })}
    />
  );
}

/** Chooses a trigger type, or all of them. */
export function TriggerField({
  anyLabel,
  value,
  onChange,
}: {
  readonly anyLabel: string;
  readonly value: TriggerType | undefined;
  readonly onChange: (value: string) => void;
}) {
  const speech = useSpeech();
  return (
    <Select
      size="small"
      aria-label={speech.text('flow.trigger')}
      value={value ?? ''}
      onChange={(_, data) => onChange(data.value)}
    >
      <option value="">{anyLabel}</option>
      {triggerChoices.map((choice) => (
        <option key={choice} value={choice}>
          {speech.text(`trigger.${choice}`)}
        </option>
      ))}
    </Select>
  );
}

/** One choice of a filter, with its title. */
export interface Pill<T> {
  readonly value: T;
  readonly title: string;
}

/** A filter with few choices, which are all in sight. */
export function PillGroup<T extends string | undefined>({
  label,
  pills,
  value,
  onChange,
}: {
  readonly label: string;
  readonly pills: readonly Pill<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const styles = useViewStyles();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own
    <div role="group" aria-label={label} className={styles.row}>
      {pills.map((pill) => (
        <ToggleButton
          key={pill.value ?? 'all'}
          size="small"
          shape="circular"
          checked={pill.value === value}
          onClick={() => onChange(pill.value)}
        >
          {pill.title}
        </ToggleButton>
      ))}
    </div>
  );
}
