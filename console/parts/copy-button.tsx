import { Button, Tooltip } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { announce } from './announcements.tsx';
import { useNotices } from './notices.tsx';
import { useSpeech } from './speech.tsx';

/** Copies a text. @param name what the text is, for the name of the button */
export function CopyButton({ text, name }: { readonly text: string; readonly name: string }) {
  const speech = useSpeech();
  const copy = useCopy();
  return (
    <Tooltip content={speech.text('copy.named', { name })} relationship="label">
      <Button appearance="subtle" size="small" icon={<CopyRegular />} onClick={() => void copy(text)} />
    </Tooltip>
  );
}

/** Copies a text, and says so. */
export function useCopy(): (text: string) => Promise<void> {
  const speech = useSpeech();
  const { succeeded } = useNotices();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      succeeded(speech.text('copy.done'));
      announce(speech.text('copy.done'));
    } catch {
      succeeded(speech.text('copy.failed'));
    }
  };
}
