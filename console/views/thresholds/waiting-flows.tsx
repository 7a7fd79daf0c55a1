import { Link } from '@fluentui/react-components';
import type { Subscription } from '../../api/subscriptions.ts';
import { explainLink, subscriptionsLink } from '../../parts/links.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { subscriptionTones } from '../../parts/tones.ts';
import { nameOf } from '../../parts/waits.ts';

/** The subscriptions of an environment by ID; absent before the first answer. */
export type SubscriptionsById = ReadonlyMap<string, Subscription> | undefined;

/** Who waits, in one line: the first by name, and how many there are besides. */
export function WaitingFlows({ ids, byId }: { readonly ids: readonly string[]; readonly byId: SubscriptionsById }) {
  const speech = useSpeech();
  const [first] = ids.flatMap((id) => byId?.get(id) ?? []);
  if (ids.length === 0) return speech.text('thresholds.no-flow');
  if (!first) return speech.number(ids.length);
  const more = ids.length - 1;
  const name = more === 0 ? nameOf(first) : speech.text('thresholds.more', { name: nameOf(first), more });
  const link = <Link href={subscriptionsLink(first.environmentId, first.id)}>{name}</Link>;
  if (first.status === 'active') return link;
  return <StatusWord tone={subscriptionTones[first.status]}>{link}</StatusWord>;
}

/** Who waits, each with its status. */
export function WaitingList({ ids, byId }: { readonly ids: readonly string[]; readonly byId: SubscriptionsById }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <ul className={styles.list}>
      {ids.map((id) => {
        const subscription = byId?.get(id);
        if (!subscription) return <li key={id}>{id}</li>;
        const { environmentId, status } = subscription;
        return (
          <li key={id} className={styles.row}>
            <Link href={subscriptionsLink(environmentId, id)}>{nameOf(subscription)}</Link>
            <StatusWord tone={subscriptionTones[status]}>{speech.text(`subscription.${status}`)}</StatusWord>
            <Link
              href={explainLink(environmentId, id)}
              aria-label={`${speech.text('nav.explain')}: ${nameOf(subscription)}`}
            >
              {speech.text('nav.explain')}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
