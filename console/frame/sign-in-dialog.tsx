import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { signIn } from '../api/sign-in.ts';
import { errorWords } from '../parts/error-words.ts';
import { useSpeech } from '../parts/speech.tsx';

/** Asks for the key, and keeps it when the app takes it. */
export function SignInDialog({ isExpired, onClose }: { readonly isExpired: boolean; readonly onClose: () => void }) {
  const speech = useSpeech();
  const [key, setKey] = useState('');
  const [fault, setFault] = useState(isExpired ? speech.text('key.expired') : '');
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      if (await signIn(key.trim())) onClose();
      else setFault(speech.text('key.wrong'));
    } catch (error) {
      setFault(errorWords(speech, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{speech.text('key.title')}</DialogTitle>
            <DialogContent>
              <p>{speech.text('key.explain')}</p>
              <Field
                label={speech.text('key.label')}
                hint={speech.text('key.kept')}
                {...(fault !== '' && { validationMessage: fault })}
              >
                <Input
                  type="password"
                  name="key"
                  autoComplete="current-password"
                  value={key}
                  onChange={(_, { value }) => setKey(value)}
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{speech.text('confirm.cancel')}</Button>
              <Button appearance="primary" type="submit" disabledFocusable={isBusy || key.trim() === ''}>
                {speech.text('key.sign-in')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
