import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
} from '@fluentui/react-components';
import { DismissRegular, LinkRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { changeQuery } from './address.ts';
import { useCopy } from './copy-button.tsx';
import { useFocusReturnAtEnd } from './focus-return.ts';
import { useSpeech } from './speech.tsx';

const useStyles = makeStyles({
  pane: { width: 'min(560px, 100vw)' },
});

/**
 * A pane over the right half of a view. It is open as long as it is drawn; a parameter of the address says whether it is.
 *
 * @param parameters those of the address that opened the pane; closing takes them away
 */
export function SidePane({
  title,
  parameters,
  children,
}: {
  readonly title: string;
  readonly parameters: readonly string[];
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const speech = useSpeech();
  const copy = useCopy();
  useFocusReturnAtEnd();
  const close = () => changeQuery(Object.fromEntries(parameters.map((name) => [name, undefined])));
  return (
    <OverlayDrawer
      open
      position="end"
      className={styles.pane}
      aria-label={title}
      onOpenChange={(_, { open }) => {
        if (!open) close();
      }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <>
              {/* Escape would close a tooltip of the first button, which has the focus, before it closes the pane. */}
              <Button
                appearance="subtle"
                icon={<LinkRegular />}
                title={speech.text('pane.copy-link')}
                onClick={() => void copy(location.href)}
              />
              <Button appearance="subtle" icon={<DismissRegular />} title={speech.text('pane.close')} onClick={close} />
            </>
          }
        >
          {title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>{children}</DrawerBody>
    </OverlayDrawer>
  );
}
