import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { type Delivery, isTest, readDeliveries, redeliver } from '../../api/deliveries.ts';
import type { Subscription } from '../../api/subscriptions.ts';
import { changeQuery, useAddress } from '../../parts/address.ts';
import { announce } from '../../parts/announcements.tsx';
import { ExternalLink } from '../../parts/external-link.tsx';
import { firingsLink } from '../../parts/links.ts';
import { ListStates } from '../../parts/list-states.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { deliveryTones } from '../../parts/tones.ts';
import { useAfterAction } from '../../parts/use-after-action.ts';
import { usePolled } from '../../parts/use-polled.ts';

const useStyles = makeStyles({
  delivery: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
});

/** What was sent to a subscription, each with its attempts. */
export function Deliveries({ subscription: { id, environmentId } }: { readonly subscription: Subscription }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { query } = useAddress();
  const pages = Math.max(1, Math.trunc(Number(query.get('deliveries') ?? 1)) || 1);
  const { data, error, refetch } = usePolled(['deliveries', id, pages], (signal) => readDeliveries(id, pages, signal));
  const all = data?.value;
  return (
    <section className={styles.section} aria-labelledby="deliveries">
      <h3 id="deliveries" className={styles.heading}>
        {speech.text('subscriptions.deliveries')}
      </h3>
      <ListStates
        all={all}
        shown={all ?? []}
        error={error}
        onTryAgain={() => void refetch()}
        onClearFilters={() => {}}
        empty={speech.text('subscriptions.no-delivery')}
      >
        <ul className={styles.list}>
          {all?.map((delivery) => (
            <DeliveryItem key={delivery.notificationId} delivery={delivery} environmentId={environmentId} />
          ))}
        </ul>
      </ListStates>
      {data?.nextLink !== undefined && (
        <div className={styles.row}>
          <Button onClick={() => changeQuery({ deliveries: String(pages + 1) }, { replace: true })}>
            {speech.text('subscriptions.more')}
          </Button>
        </div>
      )}
    </section>
  );
}

function DeliveryItem({ delivery, environmentId }: { readonly delivery: Delivery; readonly environmentId: string }) {
  const speech = useSpeech();
  const views = useViewStyles();
  const styles = useStyles();
  const { state, firingId, createdAt, attemptCount, nextAttemptAt, reasonText, attempts } = delivery;
  return (
    <li className={styles.delivery}>
      <span className={views.row}>
        <StatusWord tone={deliveryTones[state]}>{speech.text(`delivery.${state}`)}</StatusWord>
        {isTest(delivery) ? (
          speech.text('subscriptions.is-test')
        ) : (
          <Link href={firingsLink(environmentId, firingId)}>{speech.text('subscriptions.firing')}</Link>
        )}
        {createdAt && <Time at={createdAt} />}
        <span className={views.quiet}>{speech.text('subscriptions.attempts', { count: attemptCount })}</span>
        <span className={views.spread}>
          <Redeliver delivery={delivery} />
        </span>
      </span>
      {reasonText && state !== 'delivered' && <span>{reasonText}</span>}
      {nextAttemptAt && attemptCount > 0 && (
        <span className={views.row}>
          {speech.text('subscriptions.next-probe')} <Time at={nextAttemptAt} />
        </span>
      )}
      <ul className={views.list}>
        {attempts.map((attempt) => (
          <li key={attempt.at} className={views.row}>
            <Attempt attempt={attempt} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Attempt({ attempt }: { readonly attempt: Delivery['attempts'][number] }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { at, durationMs, status, reasonText, workflowRunId, workflowRunUrl } = attempt;
  const duration = `${speech.number(Math.round(durationMs))} ms`;
  return (
    <>
      <Time at={at} />
      <span>
        {status ?? speech.text('subscriptions.no-answer')} {speech.text('subscriptions.took', { duration })}
      </span>
      {reasonText && <span className={styles.quiet}>{reasonText}</span>}
      {workflowRunUrl && <ExternalLink href={workflowRunUrl}>{speech.text('subscriptions.run')}</ExternalLink>}
      {workflowRunId && !workflowRunUrl && <code className={styles.anywhere}>{workflowRunId}</code>}
    </>
  );
}

/** Only what has reached its end can be sent again. */
function Redeliver({ delivery }: { readonly delivery: Delivery }) {
  const speech = useSpeech();
  const notices = useNotices();
  const afterAction = useAfterAction();
  if (delivery.state !== 'delivered' && delivery.state !== 'dead') return null;
  const again = async () => {
    try {
      await redeliver(delivery);
      const text = speech.text('subscriptions.redelivered');
      notices.succeeded(text);
      announce(text);
      await afterAction();
    } catch (fault) {
      notices.failed(fault);
    }
  };
  return (
    <Button size="small" icon={<ArrowClockwiseRegular />} onClick={() => void again()}>
      {speech.text('subscriptions.redeliver')}
    </Button>
  );
}
