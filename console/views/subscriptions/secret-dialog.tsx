import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { CopyButton } from '../../parts/copy-button.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';

/** Shows a new signing secret, the only time that it can be seen. */
export function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{speech.text('subscriptions.secret-title')}</DialogTitle>
          <DialogContent>
            <p>{speech.text('subscriptions.secret-once')}</p>
            <span className={styles.row}>
              <code className={styles.anywhere}>{secret}</code>
              <CopyButton text={secret} name={speech.text('subscriptions.secret')} />
            </span>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {speech.text('pane.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
