import { type ReactNode, useState } from 'react';
import {
  disableSubscription,
  enableSubscription,
  removeSubscription,
  rotateSecret,
  type Subscription,
  sendTest,
} from '../../api/subscriptions.ts';
import { announce } from '../../parts/announcements.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useFocusReturn } from '../../parts/focus-return.ts';
import { useNotices } from '../../parts/notices.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { useAfterAction } from '../../parts/use-after-action.ts';
import { nameOf } from '../../parts/waits.ts';
import { ReplayDialog } from './replay-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** An action on a subscription. `replay`, `disable`, `rotate` and `remove` ask first. */
export type Action = 'test' | 'enable' | 'enable-and-replay' | 'replay' | 'disable' | 'rotate' | 'remove';

/** Does an action, or asks for it. */
export type Act = (action: Action, subscription: Subscription) => void;

/** A dialog that is open. It belongs to no row, so that a poll that takes the row away does not close it. */
type Asked =
  | { readonly about: 'replay' | 'disable' | 'rotate' | 'remove'; readonly subscription: Subscription }
  | { readonly about: 'secret'; readonly secret: string };

/** The actions of the view, and the dialog that is open. */
export function useSubscriptionActions(): { readonly act: Act; readonly dialog: ReactNode } {
  const speech = useSpeech();
  const notices = useNotices();
  const afterAction = useAfterAction();
  const [asked, ask] = useState<Asked>();
  const rememberFocus = useFocusReturn(asked !== undefined);
  const close = () => ask(undefined);
  const done = async (text: string) => {
    notices.succeeded(text);
    announce(text);
    await afterAction();
  };
  const attempt = (action: () => Promise<void>) => void action().catch(notices.failed);
  const enable = async (subscription: Subscription) => {
    const { count } = await enableSubscription(subscription.id);
    await done(speech.text('subscriptions.enabled', { name: nameOf(subscription), count }));
  };
  const act: Act = (action, subscription) => {
    rememberFocus();
    if (action === 'test') {
      attempt(async () => {
        await sendTest(subscription.id);
        await done(speech.text('subscriptions.tested', { name: nameOf(subscription) }));
      });
    } else if (action === 'enable') attempt(() => enable(subscription));
    else if (action === 'enable-and-replay') {
      attempt(async () => {
        await enable(subscription);
        ask({ about: 'replay', subscription });
      });
    } else ask({ about: action, subscription });
  };
  return { act, dialog: asked && dialogOf(asked) };

  function dialogOf(open: Asked): ReactNode {
    if (open.about === 'secret') return <SecretDialog secret={open.secret} onClose={close} />;
    const { about, subscription } = open;
    const name = nameOf(subscription);
    if (about === 'replay') {
      const replayed = (count: number) => done(speech.text('subscriptions.replayed', { name, count }));
      return <ReplayDialog subscription={subscription} onReplayed={replayed} onClose={close} />;
    }
    const confirmed = {
      disable: async () => {
        await disableSubscription(subscription.id);
        await done(speech.text('subscriptions.disabled', { name }));
      },
      remove: async () => {
        await removeSubscription(subscription.id);
        await done(speech.text('subscriptions.removed', { name }));
      },
      rotate: async () => {
        const { signingSecret } = await rotateSecret(subscription.id);
        ask({ about: 'secret', secret: signingSecret });
      },
    };
    return (
      <ConfirmDialog
        title={speech.text(`subscriptions.${about}-title`, { name })}
        action={speech.text(`subscriptions.${about}`)}
        onConfirm={confirmed[about]}
        // The secret, which follows a rotation, is another dialog.
        onClose={() => ask((now) => (now === open ? undefined : now))}
      >
        {speech.text(`subscriptions.${about}-why`)}
      </ConfirmDialog>
    );
  }
}
