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
  const [first] = byName(ids, byId);
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
      {byName(ids, byId).map((subscription) => {
        const { id, environmentId, status } = subscription;
        const name = nameOf(subscription);
        return (
          <li key={id} className={styles.row}>
            <Link href={subscriptionsLink(environmentId, id)}>{name}</Link>
            <StatusWord tone={subscriptionTones[status]}>{speech.text(`subscription.${status}`)}</StatusWord>
            <Link href={explainLink(environmentId, id)} aria-label={`${speech.text('nav.explain')}: ${name}`}>
              {speech.text('nav.explain')}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** Those of the subscriptions that are known, always in the same order. */
function byName(ids: readonly string[], byId: SubscriptionsById): Subscription[] {
  return ids
    .flatMap((id) => byId?.get(id) ?? [])
    .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)) || (one.id < other.id ? -1 : 1));
}
