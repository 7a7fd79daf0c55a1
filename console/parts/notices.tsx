import { Toast, ToastBody, Toaster, ToastTitle, useToastController } from '@fluentui/react-components';
import { errorWords } from './error-words.ts';
import { useSpeech } from './speech.tsx';

const TOASTER = 'notices';

/** The place where notices appear: one for the page. */
export function Notices() {
  return <Toaster toasterId={TOASTER} position="bottom-end" pauseOnHover pauseOnWindowBlur />;
}

/** Shows what became of an action: `succeeded` and `told` for some seconds, `failed` until it is read. */
export function useNotices(): {
  succeeded(text: string): void;
  told(text: string): void;
  failed(error: unknown): void;
} {
  const { dispatchToast } = useToastController(TOASTER);
  const speech = useSpeech();
  const say = (text: string, intent: 'success' | 'info') =>
    dispatchToast(
      <Toast>
        <ToastTitle>{text}</ToastTitle>
      </Toast>,
      { intent },
    );
  return {
    succeeded: (text) => say(text, 'success'),
    told: (text) => say(text, 'info'),
    failed: (error) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{speech.text('run.failed')}</ToastTitle>
          <ToastBody>{errorWords(speech, error)}</ToastBody>
        </Toast>,
        { intent: 'error', timeout: 20_000 },
      ),
  };
}
