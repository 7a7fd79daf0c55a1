import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { errorWords } from './error-words.ts';
import { useSpeech } from './speech.tsx';

/** Says what went wrong, and offers another try. */
export function ErrorBar({ error, onTryAgain }: { readonly error: unknown; readonly onTryAgain: () => void }) {
  const speech = useSpeech();
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>{errorWords(speech, error)}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={onTryAgain}>{speech.text('error.try-again')}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
