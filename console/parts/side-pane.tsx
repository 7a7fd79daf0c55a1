import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  Tooltip,
} from '@fluentui/react-components';
import { DismissRegular, LinkRegular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useState } from 'react';
import { changeQuery } from './address.ts';
import { useCopy } from './copy-button.tsx';
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
  useFocusReturn();
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
              <Tooltip content={speech.text('pane.copy-link')} relationship="label">
                <Button appearance="subtle" icon={<LinkRegular />} onClick={() => void copy(location.href)} />
              </Tooltip>
              <Tooltip content={speech.text('pane.close')} relationship="label">
                <Button appearance="subtle" icon={<DismissRegular />} onClick={close} />
              </Tooltip>
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

/** Gives the focus back, when the component goes, to what had it when the component came. */
function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) keepFocusOn(before, performance.now() + FOCUS_RETURN_MS);
    },
    [before],
  );
}

/** Milliseconds in which the drawer, as it goes, may still take the focus away. */
const FOCUS_RETURN_MS = 500;

/** Focuses an element as long as nothing else has the focus. */
function keepFocusOn(element: HTMLElement, until: number): void {
  if (document.activeElement === document.body && element.isConnected) element.focus();
  if (performance.now() < until) requestAnimationFrame(() => keepFocusOn(element, until));
}
