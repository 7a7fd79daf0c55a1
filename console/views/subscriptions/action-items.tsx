import { MenuDivider, MenuItem, MenuItemLink } from '@fluentui/react-components';
import {
  ArrowClockwiseRegular,
  CopyRegular,
  DeleteRegular,
  KeyRegular,
  OpenRegular,
  PauseRegular,
  PlayRegular,
  QuestionCircleRegular,
  SendRegular,
} from '@fluentui/react-icons';
import type { Subscription } from '../../api/subscriptions.ts';
import { useCopy } from '../../parts/copy-button.tsx';
import { explainLink } from '../../parts/links.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { isReceiving } from './subscription-words.ts';
import type { Act } from './use-subscription-actions.tsx';

/** What can be done with a subscription as it is now, for a menu. */
export function ActionItems({ subscription, act }: { readonly subscription: Subscription; readonly act: Act }) {
  const speech = useSpeech();
  const copy = useCopy();
  const { id, environmentId, status, flow } = subscription;
  const isGone = status === 'gone';
  return (
    <>
      <MenuItem icon={<SendRegular />} onClick={() => act('test', subscription)}>
        {speech.text('subscriptions.test')}
      </MenuItem>
      {isReceiving(subscription) && (
        <MenuItem icon={<ArrowClockwiseRegular />} onClick={() => act('replay', subscription)}>
          {speech.text('subscriptions.replay')}
        </MenuItem>
      )}
      {status !== 'active' && !isGone && (
        <MenuItem icon={<PlayRegular />} onClick={() => act('enable', subscription)}>
          {speech.text('subscriptions.enable')}
        </MenuItem>
      )}
      {!isReceiving(subscription) && !isGone && (
        <MenuItem icon={<ArrowClockwiseRegular />} onClick={() => act('enable-and-replay', subscription)}>
          {speech.text('subscriptions.enable-and-replay')}
        </MenuItem>
      )}
      {status !== 'disabled' && !isGone && (
        <MenuItem icon={<PauseRegular />} onClick={() => act('disable', subscription)}>
          {speech.text('subscriptions.disable-ask')}
        </MenuItem>
      )}
      <MenuItem icon={<KeyRegular />} onClick={() => act('rotate', subscription)}>
        {speech.text('subscriptions.rotate-ask')}
      </MenuItem>
      <MenuDivider />
      {flow?.url && (
        <MenuItemLink icon={<OpenRegular />} href={flow.url} target="_blank" rel="noreferrer">
          {speech.text('subscriptions.open-flow')}
        </MenuItemLink>
      )}
      <MenuItemLink icon={<QuestionCircleRegular />} href={explainLink(environmentId, id)}>
        {speech.text('nav.explain')}
      </MenuItemLink>
      <MenuItem icon={<CopyRegular />} onClick={() => void copy(id)}>
        {speech.text('copy.named', { name: speech.text('subscriptions.id') })}
      </MenuItem>
      <MenuItem icon={<DeleteRegular />} onClick={() => act('remove', subscription)}>
        {speech.text('subscriptions.remove-ask')}
      </MenuItem>
    </>
  );
}
