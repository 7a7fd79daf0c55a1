import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { Speech } from '../texts/speech.ts';

/**
 * After a deployment, an old page asks for a file that is gone. A new page has it.
 *
 * @param speech absent when no language could be loaded; then the notice is in English
 */
export function Outdated({ speech }: { readonly speech: Speech | undefined }) {
  return (
    <MessageBar intent="warning">
      <MessageBarBody>{speech?.text('frame.outdated') ?? 'A newer version of this page is there.'}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => location.reload()}>{speech?.text('frame.reload') ?? 'Reload'}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
