import { Button, Link, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { type Delivery, redeliver } from '../../api/deliveries.ts';
import type { Subscription } from '../../api/subscriptions.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ExternalLink } from '../../parts/external-link.tsx';
import { subscriptionsLink } from '../../parts/links.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { deliveryTones } from '../../parts/tones.ts';
import { useActions } from '../../parts/use-actions.ts';
import { useSubscriptions } from '../../parts/use-subscriptions.ts';
import { Attempts } from './attempts.tsx';

const useStyles = makeStyles({
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXS,
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
});

/** Each delivery of a firing: to whom, how it stands, and every attempt. */
export function DeliveryList({
  deliveries,
  environmentId,
}: {
  readonly deliveries: readonly Delivery[];
  readonly environmentId: string;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const subscriptions = useSubscriptions(environmentId);
  return (
    <section className={styles.section} aria-labelledby="deliveries">
      <h3 id="deliveries" className={styles.heading}>
        {speech.text('firings.deliveries')}
      </h3>
      {deliveries.length === 0 && <p>{speech.text('firings.none-told')}</p>}
      <ul className={styles.list}>
        {deliveries.map((delivery) => (
          <DeliveryItem
            key={delivery.notificationId}
            delivery={delivery}
            environmentId={environmentId}
            subscription={subscriptions.data?.find(({ id }) => id === delivery.subscriptionId)}
            isKnown={subscriptions.data !== undefined}
          />
        ))}
      </ul>
    </section>
  );
}

function DeliveryItem({
  delivery,
  environmentId,
  subscription,
  isKnown,
}: {
  readonly delivery: Delivery;
  readonly environmentId: string;
  readonly subscription: Subscription | undefined;
  /** Whether the subscriptions have been read. */
  readonly isKnown: boolean;
}) {
  const speech = useSpeech();
  const view = useViewStyles();
  const styles = useStyles();
  const { state, reasonText, nextAttemptAt, subscriptionId } = delivery;
  const name = subscription ? (subscription.label ?? subscription.callbackHost) : undefined;
  return (
    <li className={styles.item}>
      <span className={view.row}>
        <StatusWord tone={deliveryTones[state]}>{speech.text(`delivery.${state}`)}</StatusWord>
        {name === undefined ? (
          <span>{isKnown ? speech.text('firings.subscription-ended') : subscriptionId}</span>
        ) : (
          <Link href={subscriptionsLink(environmentId, subscriptionId)}>{name}</Link>
        )}
        {subscription?.flow?.url && (
          <ExternalLink href={subscription.flow.url}>{speech.text('firings.open-flow')}</ExternalLink>
        )}
        <span className={view.spread}>
          <Redeliver delivery={delivery} name={name ?? subscriptionId} />
        </span>
      </span>
      {reasonText && <span>{reasonText}</span>}
      {nextAttemptAt && (
        <span className={view.quiet}>
          {speech.text('firings.next')} <Time at={nextAttemptAt} />
        </span>
      )}
      <Attempts delivery={delivery} />
    </li>
  );
}

/** Sends a finished delivery again. It asks first when the receiver has it already. */
function Redeliver({ delivery, name }: { readonly delivery: Delivery; readonly name: string }) {
  const speech = useSpeech();
  const { act, tryTo } = useActions();
  const [isAsking, setAsking] = useState(false);
  const isFinished = delivery.state === 'delivered' || delivery.state === 'dead';
  const send = () => redeliver(delivery);
  const done = speech.text('firings.queued', { name });
  const start = () => {
    if (delivery.state === 'delivered') setAsking(true);
    else void tryTo(send, done);
  };
  return (
    <>
      <Tooltip
        content={isFinished ? speech.text('firings.redeliver-to', { name }) : speech.text('firings.not-finished')}
        relationship="description"
      >
        <Button size="small" icon={<SendRegular />} disabledFocusable={!isFinished} onClick={start}>
          {speech.text('firings.redeliver')}
        </Button>
      </Tooltip>
      {isAsking && (
        <ConfirmDialog
          title={speech.text('firings.redeliver-to', { name })}
          action={speech.text('firings.redeliver')}
          onConfirm={() => act(send, done)}
          onClose={() => setAsking(false)}
        >
          {speech.text('firings.redeliver-again')}
        </ConfirmDialog>
      )}
    </>
  );
}
