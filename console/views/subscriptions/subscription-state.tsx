import { makeStyles, tokens } from '@fluentui/react-components';
import type { Subscription } from '../../api/subscriptions.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { deliveryTones, subscriptionTones } from '../../parts/tones.ts';
import { useNow } from '../../parts/use-now.ts';
import { reasonOf } from './subscription-words.ts';

const EVERY_MS = 5_000;

const useStyles = makeStyles({
  pair: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM },
});

/** The status of a subscription with what belongs to it: since when, why, and what happens next. */
export function Status({ subscription }: { readonly subscription: Subscription }) {
  const speech = useSpeech();
  const views = useViewStyles();
  const styles = useStyles();
  const { status, statusSince, nextProbeAt, waitingCount = 0, consecutiveFailures } = subscription;
  const isWell = status === 'active';
  const tone = isWell && consecutiveFailures > 0 ? 'warning' : subscriptionTones[status];
  return (
    <>
      <span className={styles.pair}>
        <StatusWord tone={tone}>{speech.text(`subscription.${status}`)}</StatusWord>
        {!isWell && statusSince && <Time at={statusSince} />}
      </span>
      {!isWell && <span className={views.quiet}>{reasonOf(speech, subscription)}</span>}
      {nextProbeAt && <NextProbe at={nextProbeAt} />}
      {waitingCount > 0 && <span>{speech.text('status.attention-waiting', { count: waitingCount })}</span>}
    </>
  );
}

function NextProbe({ at }: { readonly at: string }) {
  const speech = useSpeech();
  const now = useNow(EVERY_MS);
  // One that is due is made by now, whatever the clock of the browser says.
  const time = speech.relative(Math.max(Date.parse(at), now), now);
  return <span>{speech.text('subscriptions.probe', { time })}</span>;
}

/** What became of the last attempt. */
export function LastDelivery({ subscription: { lastDelivery } }: { readonly subscription: Subscription }) {
  const speech = useSpeech();
  const views = useViewStyles();
  const styles = useStyles();
  if (!lastDelivery) return <span className={views.quiet}>{speech.text('subscriptions.never')}</span>;
  const { at, outcome, reasonText, status } = lastDelivery;
  return (
    <>
      <span className={styles.pair}>
        <StatusWord tone={deliveryTones[outcome]}>{speech.text(`delivery.${outcome}`)}</StatusWord>
        <Time at={at} />
      </span>
      {(reasonText ?? status) !== undefined && <span className={views.quiet}>{reasonText ?? String(status)}</span>}
    </>
  );
}
