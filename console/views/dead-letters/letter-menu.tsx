import { MenuItem, MenuItemLink } from '@fluentui/react-components';
import { useState } from 'react';
import type { DeadLetter } from '../../api/dead-letters.ts';
import { useCopy } from '../../parts/copy-button.tsx';
import { explainLink, firingsLink, subscriptionsLink } from '../../parts/links.ts';
import { RowMenu } from '../../parts/row-menu.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { nameOfLetter } from './letter-words.ts';
import { ForgetDialog } from './many-dialogs.tsx';

/** What else can be done with a dead letter. */
export function LetterMenu({ letter }: { readonly letter: DeadLetter }) {
  const speech = useSpeech();
  const copy = useCopy();
  const [isForgetting, setForgetting] = useState(false);
  const { environmentId, subscriptionId, firingId, id } = letter;
  return (
    <>
      <RowMenu name={speech.text('dead-letters.actions-for', { name: nameOfLetter(letter) })}>
        <MenuItem onClick={() => setForgetting(true)}>{speech.text('dead-letters.forget-dialog')}</MenuItem>
        {environmentId && subscriptionId && (
          <MenuItemLink href={explainLink(environmentId, subscriptionId, { firing: firingId })}>
            {speech.text('dead-letters.explain')}
          </MenuItemLink>
        )}
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
      </RowMenu>
      {isForgetting && <ForgetDialog letters={[letter]} onClose={() => setForgetting(false)} />}
    </>
  );
}
