import { Checkbox, useArrowNavigationGroup } from '@fluentui/react-components';
import type { DeadLetter } from '../../api/dead-letters.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { LetterRow } from './letter-row.tsx';
import { RedriveGroup } from './redrive-group.tsx';

/** The dead letters of one code. */
export function LetterGroup({
  letters,
  selected,
  onSelect,
  environmentId,
}: {
  /** At least one. */
  readonly letters: readonly DeadLetter[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (letters: readonly DeadLetter[], isSelected: boolean) => void;
  /** The one that is shown; absent for all. */
  readonly environmentId: string | undefined;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const arrows = useArrowNavigationGroup({ axis: 'both' });
  const [first] = letters;
  if (!first) return null;
  const { source, code } = first;
  const count = letters.filter(({ id }) => selected.has(id)).length;
  const checked = count === letters.length || (count > 0 && 'mixed');
  const title = speech.text('dead-letters.count', { name: code, count: letters.length });
  const headingId = `group-${source}-${code}`;
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <div className={styles.row}>
        <Checkbox
          checked={checked}
          aria-label={speech.text('dead-letters.select-group', { code })}
          onChange={(_, data) => onSelect(letters, data.checked === true)}
        />
        <h2 id={headingId} className={styles.heading}>
          <code>{title}</code>
        </h2>
        <span className={styles.spread}>
          <RedriveGroup letters={letters} code={code} source={source} environmentId={environmentId} />
        </span>
      </div>
      <ul className={styles.list} {...arrows}>
        {letters.map((letter) => (
          <LetterRow
            key={letter.id}
            letter={letter}
            isSelected={selected.has(letter.id)}
            onSelect={(isSelected) => onSelect([letter], isSelected)}
          />
        ))}
      </ul>
    </section>
  );
}
