import { Button, Link } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Overview } from '../../api/overview.ts';
import { underWay } from '../../parts/firing-words.ts';
import { deadLettersLink, subscriptionsLink } from '../../parts/links.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord, type Tone } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { subscriptionTones } from '../../parts/tones.ts';
import { nameOf } from '../../parts/waits.ts';
import { isReceiving, reasonOf } from '../subscriptions/subscription-words.ts';
import { type Act, useSubscriptionActions } from '../subscriptions/use-subscription-actions.tsx';
import { type Attention, attentionOf } from './attention.ts';
import { processLink } from './process-address.ts';

/** What an operator should look at, with what was told to whom. */
export function AttentionList({ overview }: { readonly overview: Overview }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const items = attentionOf(overview);
  const { act, dialog } = useSubscriptionActions();
  return (
    <section className={styles.section} aria-labelledby="attention">
      <h2 id="attention" className={styles.heading}>
        {speech.text('status.attention')}
      </h2>
      {items.length === 0 ? (
        <StatusWord tone="good">{speech.text('status.attention-none')}</StatusWord>
      ) : (
        <ul className={styles.list}>
          {items.map((item) => (
            <li key={keyOf(item)}>
              <AttentionItem item={item} environmentId={overview.environmentId} act={act} />
            </li>
          ))}
        </ul>
      )}
      {dialog}
    </section>
  );
}

function keyOf(item: Attention): string {
  if (item.kind === 'failed') return `failed ${item.process.process} ${item.process.name ?? ''}`;
  return item.kind === 'sick' ? `sick ${item.subscription.id}` : item.kind;
}

function AttentionItem({
  item,
  environmentId,
  act,
}: {
  readonly item: Attention;
  readonly environmentId: string;
  readonly act: Act;
}) {
  const speech = useSpeech();
  switch (item.kind) {
    case 'service':
      return <Line tone="bad" title={speech.text('status.attention-service')} details={item.down} />;
    case 'overdue':
      return <Line tone="bad" title={speech.text('status.attention-overdue', { count: item.count })} />;
    case 'failed':
      return <FailedProcess item={item} />;
    case 'sick':
      return <SickSubscription item={item} environmentId={environmentId} act={act} />;
    case 'more-sick':
      return (
        <Line
          tone="warning"
          title={speech.text('status.attention-more-sick', { count: item.count })}
          link={subscriptionsLink(environmentId)}
        />
      );
    case 'dead-letters':
      return (
        <Line
          tone="warning"
          title={speech.text('status.attention-letters', { count: item.count })}
          link={deadLettersLink(environmentId)}
          details={item.byCode.map(([code, count]) => `${code}: ${speech.number(count)}`)}
        />
      );
  }
}

function FailedProcess({ item: { process, firing } }: { readonly item: Extract<Attention, { kind: 'failed' }> }) {
  const speech = useSpeech();
  const counts = firing?.deliveryCounts;
  const told = counts && [
    counts.delivered > 0 && speech.text('status.attention-told', { count: counts.delivered }),
    underWay(counts) > 0 && speech.text('status.attention-under-way', { count: underWay(counts) }),
    counts.dead > 0 && speech.text('status.attention-dead', { count: counts.dead }),
  ];
  const words = told?.filter((word) => word !== false);
  return (
    <Line
      tone="bad"
      title={`${process.displayName}: ${speech.text('run.failed')}`}
      link={processLink(process)}
      at={process.endedAt}
      details={[
        process.errorCode,
        ...(words?.length === 0 ? [speech.text('status.attention-not-told')] : (words ?? [])),
      ]}
    />
  );
}

/** One that is still active is here for its last delivery, so that is what its line tells. */
function SickSubscription({
  item: { subscription },
  environmentId,
  act,
}: {
  readonly item: Extract<Attention, { kind: 'sick' }>;
  readonly environmentId: string;
  readonly act: Act;
}) {
  const speech = useSpeech();
  const { id, status, statusSince, waitingCount = 0, lastDelivery } = subscription;
  const isActive = status === 'active';
  const state =
    isActive && lastDelivery ? speech.text(`delivery.${lastDelivery.outcome}`) : speech.text(`subscription.${status}`);
  return (
    <Line
      tone={isActive ? 'warning' : subscriptionTones[status]}
      title={`${nameOf(subscription)}: ${state}`}
      link={subscriptionsLink(environmentId, id)}
      at={isActive ? lastDelivery?.at : statusSince}
      details={[
        reasonOf(speech, subscription),
        waitingCount > 0 && speech.text('status.attention-waiting', { count: waitingCount }),
      ]}
    >
      {!isReceiving(subscription) && status !== 'gone' && (
        <Button size="small" onClick={() => act('enable-and-replay', subscription)}>
          {speech.text('subscriptions.enable-and-replay')}
        </Button>
      )}
    </Line>
  );
}

function Line({
  tone,
  title,
  link,
  at,
  details = [],
  children,
}: {
  readonly tone: Tone;
  readonly title: string;
  readonly link?: string;
  readonly at?: string | undefined;
  readonly details?: readonly (string | false | undefined)[];
  /** What can be done about it. */
  readonly children?: ReactNode;
}) {
  const styles = useViewStyles();
  const text: ReactNode = link ? <Link href={link}>{title}</Link> : title;
  const told = details.filter(Boolean).join(' · ');
  return (
    <span className={styles.row}>
      <StatusWord tone={tone}>{text}</StatusWord>
      {at && <Time at={at} />}
      {told !== '' && <span className={styles.quiet}>{told}</span>}
      {children}
    </span>
  );
}
