import { Link } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Overview } from '../../api/overview.ts';
import { underWay } from '../../parts/firing-words.ts';
import { deadLettersLink, subscriptionsLink } from '../../parts/links.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord, type Tone } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { subscriptionTones } from '../../parts/tones.ts';
import { type Attention, attentionOf } from './attention.ts';
import { processLink } from './process-address.ts';

/** What an operator should look at, with what was told to whom. */
export function AttentionList({ overview }: { readonly overview: Overview }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const items = attentionOf(overview);
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
              <AttentionItem item={item} environmentId={overview.environmentId} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function keyOf(item: Attention): string {
  if (item.kind === 'failed') return `failed ${item.process.process} ${item.process.name ?? ''}`;
  return item.kind === 'sick' ? `sick ${item.subscription.id}` : item.kind;
}

function AttentionItem({ item, environmentId }: { readonly item: Attention; readonly environmentId: string }) {
  const speech = useSpeech();
  switch (item.kind) {
    case 'service':
      return <Line tone="bad" title={speech.text('status.attention-service')} details={item.down} />;
    case 'overdue':
      return <Line tone="bad" title={speech.text('status.attention-overdue', { count: item.count })} />;
    case 'failed':
      return <FailedProcess item={item} />;
    case 'sick':
      return <SickSubscription item={item} environmentId={environmentId} />;
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

function SickSubscription({
  item: { subscription },
  environmentId,
}: {
  readonly item: Extract<Attention, { kind: 'sick' }>;
  readonly environmentId: string;
}) {
  const speech = useSpeech();
  const { id, label, callbackHost, status, statusText, statusSince, waitingCount = 0, lastDelivery } = subscription;
  return (
    <Line
      tone={status === 'active' ? 'warning' : subscriptionTones[status]}
      title={`${label ?? callbackHost}: ${speech.text(`subscription.${status}`)}`}
      link={subscriptionsLink(environmentId, id)}
      at={statusSince}
      details={[
        status === 'active' ? lastDelivery?.reasonText : statusText,
        waitingCount > 0 && speech.text('status.attention-waiting', { count: waitingCount }),
      ]}
    />
  );
}

function Line({
  tone,
  title,
  link,
  at,
  details = [],
}: {
  readonly tone: Tone;
  readonly title: string;
  readonly link?: string;
  readonly at?: string | undefined;
  readonly details?: readonly (string | false | undefined)[];
}) {
  const styles = useViewStyles();
  const text: ReactNode = link ? <Link href={link}>{title}</Link> : title;
  const told = details.filter(Boolean).join(' · ');
  return (
    <span className={styles.row}>
      <StatusWord tone={tone}>{text}</StatusWord>
      {at && <Time at={at} />}
      {told !== '' && <span className={styles.quiet}>{told}</span>}
    </span>
  );
}
