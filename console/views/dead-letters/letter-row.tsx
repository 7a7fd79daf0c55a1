import { Button, Checkbox, Link, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import type { DeadLetter } from '../../api/dead-letters.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { openRowMenu } from '../../parts/row-menu.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { Time } from '../../parts/time.tsx';
import { letterLink } from './dead-letters-address.ts';
import { LetterMenu } from './letter-menu.tsx';
import { nameOfLetter } from './letter-words.ts';
import { useRedrive } from './use-redrive.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  what: { flexGrow: 1, flexBasis: '240px', minWidth: 0, overflowWrap: 'anywhere' },
  actions: { display: 'flex', alignItems: 'center', marginInlineStart: 'auto' },
});

/** One dead letter: what it was, why it was given up, and what can be done. */
export function LetterRow({
  letter,
  isSelected,
  onSelect,
}: {
  readonly letter: DeadLetter;
  readonly isSelected: boolean;
  readonly onSelect: (isSelected: boolean) => void;
}) {
  const speech = useSpeech();
  const view = useViewStyles();
  const styles = useStyles();
  const redrive = useRedrive();
  const name = nameOfLetter(letter);
  return (
    <li className={styles.row} onKeyDown={openRowMenu}>
      <Checkbox
        checked={isSelected}
        aria-label={speech.text('dead-letters.select', { name })}
        onChange={(_, { checked }) => onSelect(checked === true)}
      />
      <span className={styles.what}>
        <Link href={letterLink(letter.id)}>{name}</Link>{' '}
        {letter.triggerType && <span>{speech.text(`trigger.${letter.triggerType}`)} </span>}
        <span className={view.quiet}>{letter.reasonText}</span>
      </span>
      <Time at={letter.receivedAt} />
      <span className={styles.actions}>
        <Button size="small" icon={<ArrowClockwiseRegular />} onClick={() => void redrive(letter)}>
          {speech.text('dead-letters.redrive')}
        </Button>
        <LetterMenu letter={letter} />
      </span>
    </li>
  );
}
