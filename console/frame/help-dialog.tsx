import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Switch,
} from '@fluentui/react-components';
import { Fact, Facts } from '../parts/facts.tsx';
import { singleKeys } from '../parts/shortcuts.ts';
import { useSpeech } from '../parts/speech.tsx';
import { useStore } from '../parts/store.ts';

/** Tells which keys do what. Single keys can be turned off. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const speech = useSpeech();
  const keys = useStore(singleKeys);
  return (
    <Dialog open onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{speech.text('help.title')}</DialogTitle>
          <DialogContent>
            <Facts>
              <Fact name="/">{speech.text('help.search')}</Fact>
              <Fact name="r">{speech.text('help.refresh')}</Fact>
              <Fact name="?">{speech.text('help.help')}</Fact>
              <Fact name="Esc">{speech.text('help.close')}</Fact>
              <Fact name={speech.text('help.arrows')}>{speech.text('help.table')}</Fact>
            </Facts>
            <Switch
              label={speech.text('help.single-keys')}
              checked={keys === 'on'}
              onChange={(_, { checked }) => singleKeys.set(checked ? 'on' : 'off')}
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{speech.text('pane.close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
