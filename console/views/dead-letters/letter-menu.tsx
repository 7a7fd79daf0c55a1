import {
  Menu,
  MenuButton,
  MenuItem,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { DeadLetter } from '../../api/dead-letters.ts';
import { useCopy } from '../../parts/copy-button.tsx';
import { firingsLink, subscriptionsLink } from '../../parts/links.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { nameOfLetter } from './letter-words.ts';
import { ForgetDialog } from './many-dialogs.tsx';

/** What else can be done with a dead letter. */
export function LetterMenu({
  letter,
  isOpen,
  onOpen,
}: {
  readonly letter: DeadLetter;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}) {
  const speech = useSpeech();
  const copy = useCopy();
  const [isForgetting, setForgetting] = useState(false);
  const { environmentId, subscriptionId, firingId, id } = letter;
  return (
    <>
      <Menu open={isOpen} onOpenChange={(_, { open }) => onOpen(open)}>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip
            content={speech.text('dead-letters.actions-for', { name: nameOfLetter(letter) })}
            relationship="label"
          >
            <MenuButton appearance="subtle" size="small" icon={<MoreHorizontalRegular />} menuIcon={null} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => setForgetting(true)}>{speech.text('dead-letters.forget-dialog')}</MenuItem>
            {subscriptionId && (
              <MenuItemLink href={subscriptionsLink(environmentId, subscriptionId)}>
                {speech.text('dead-letters.open-subscription')}
              </MenuItemLink>
            )}
            {environmentId && firingId && (
              <MenuItemLink href={firingsLink(environmentId, firingId)}>
                {speech.text('dead-letters.open-firing')}
              </MenuItemLink>
            )}
            <MenuItem onClick={() => void copy(id)}>
              {speech.text('copy.named', { name: speech.text('dead-letters.id') })}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {isForgetting && <ForgetDialog letters={[letter]} onClose={() => setForgetting(false)} />}
    </>
  );
}
