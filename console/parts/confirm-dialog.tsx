import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Spinner,
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { ErrorBar } from './error-bar.tsx';
import { useSpeech } from './speech.tsx';

/** Asks before an action that cannot be taken back, or that does many things at once. It is open as long as it is drawn. */
export function ConfirmDialog({
  title,
  children,
  action,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  /** What will happen, with the number of things that it happens to. */
  readonly children: ReactNode;
  /** The word on the button that does it. */
  readonly action: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const speech = useSpeech();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || isBusy || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {error === undefined ? null : <ErrorBar error={error} onTryAgain={confirm} />}
            {children}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} disabled={isBusy}>
              {speech.text('confirm.cancel')}
            </Button>
            <Button
              appearance="primary"
              onClick={confirm}
              disabledFocusable={isBusy}
              {...(isBusy && { icon: <Spinner size="tiny" /> })}
            >
              {action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
