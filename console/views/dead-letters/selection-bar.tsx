import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular, DeleteRegular, DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { DeadLetter } from '../../api/dead-letters.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { ForgetDialog, RedriveDialog } from './many-dialogs.tsx';

const useStyles = makeStyles({
  bar: {
    position: 'sticky',
    bottom: 0,
    padding: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** What can be done with all dead letters that are selected. */
export function SelectionBar({
  letters,
  onClear,
}: {
  readonly letters: readonly DeadLetter[];
  readonly onClear: () => void;
}) {
  const speech = useSpeech();
  const view = useViewStyles();
  const styles = useStyles();
  /** What was selected when it began to ask: a poll may bring other dead letters. */
  const [asked, setAsked] = useState<{
    readonly what: 'redrive' | 'forget';
    readonly letters: readonly DeadLetter[];
  }>();
  const count = letters.length;
  const close = () => setAsked(undefined);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own
    <div
      role="group"
      aria-label={speech.text('dead-letters.selected', { count })}
      className={mergeClasses(view.row, styles.bar)}
    >
      <span>{speech.text('dead-letters.selected', { count })}</span>
      <Button icon={<ArrowClockwiseRegular />} onClick={() => setAsked({ what: 'redrive', letters })}>
        {speech.text('dead-letters.redrive-count', { count })}
      </Button>
      <Button icon={<DeleteRegular />} onClick={() => setAsked({ what: 'forget', letters })}>
        {speech.text('dead-letters.forget-count-dialog', { count })}
      </Button>
      <Button appearance="subtle" icon={<DismissRegular />} onClick={onClear}>
        {speech.text('dead-letters.clear-selection')}
      </Button>
      {asked?.what === 'redrive' && <RedriveDialog letters={asked.letters} onClose={close} />}
      {asked?.what === 'forget' && <ForgetDialog letters={asked.letters} onClose={close} />}
    </div>
  );
}
