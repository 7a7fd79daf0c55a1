import { type DeadLetter, forgetDeadLetter, redriveDeadLetter } from '../../api/dead-letters.ts';
import { ManyDialog } from '../../parts/many-dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useSpeech } from '../../parts/speech.tsx';

interface DialogProperties {
  readonly letters: readonly DeadLetter[];
  readonly onClose: () => void;
}

/** Asks before these dead letters are redriven. */
export function RedriveDialog({ letters, onClose }: DialogProperties) {
  const speech = useSpeech();
  const { succeeded } = useNotices();
  return (
    <ManyDialog
      items={letters}
      title={speech.text('dead-letters.redrive')}
      explain={(count) => speech.text('dead-letters.redrive-explain', { count })}
      action={(count) => speech.text('dead-letters.redrive-count', { count })}
      onItem={redriveDeadLetter}
      onDone={(count) => succeeded(speech.text('dead-letters.redriven', { count }))}
      onClose={onClose}
    />
  );
}

/** Asks before these dead letters are forgotten. */
export function ForgetDialog({ letters, onClose }: DialogProperties) {
  const speech = useSpeech();
  const { succeeded } = useNotices();
  return (
    <ManyDialog
      items={letters}
      title={speech.text('dead-letters.forget')}
      explain={(count) => speech.text('dead-letters.forget-explain', { count })}
      action={(count) => speech.text('dead-letters.forget-count', { count })}
      onItem={forgetDeadLetter}
      onDone={(count) => succeeded(speech.text('dead-letters.forgotten', { count }))}
      onClose={onClose}
    />
  );
}
