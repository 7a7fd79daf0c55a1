import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { type DeadLetter, redriveAll } from '../../api/dead-letters.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { useActions } from '../../parts/use-actions.ts';
import { RedriveDialog } from './many-dialogs.tsx';

/** Redrives all dead letters of a code, those of deliveries in one call. It asks first, with the number of them. */
export function RedriveGroup({
  letters,
  source,
  code,
  environmentId,
}: {
  readonly letters: readonly DeadLetter[];
  readonly source: DeadLetter['source'];
  readonly code: string;
  readonly environmentId: string | undefined;
}) {
  const speech = useSpeech();
  const { failed, told } = useNotices();
  const { act } = useActions();
  const [isBusy, setBusy] = useState(false);
  /** How many can be redriven now, while it asks. */
  const [count, setCount] = useState<number>();
  const close = () => setCount(undefined);
  const filter = { code, environmentId };
  const ask = async () => {
    // The API cannot be asked for the events that name no environment.
    if (source === 'event') return setCount(letters.length);
    setBusy(true);
    try {
      const found = await redriveAll(filter, { dryRun: true });
      if (found > 0) setCount(found);
      else told(speech.text('dead-letters.redrive-none'));
    } catch (fault) {
      failed(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="small" icon={<ArrowClockwiseRegular />} disabledFocusable={isBusy} onClick={() => void ask()}>
        {speech.text('dead-letters.redrive-all')}
      </Button>
      {count !== undefined && source === 'event' && <RedriveDialog letters={letters} onClose={close} />}
      {count !== undefined && source === 'delivery' && (
        <ConfirmDialog
          title={speech.text('dead-letters.redrive-all')}
          action={speech.text('dead-letters.redrive-count', { count })}
          onConfirm={() =>
            act(() => redriveAll(filter, { dryRun: false }), speech.text('dead-letters.redriven', { count }))
          }
          onClose={close}
        >
          {speech.text('dead-letters.redrive-explain', { count })}
        </ConfirmDialog>
      )}
    </>
  );
}
