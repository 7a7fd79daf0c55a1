import { Link } from '@fluentui/react-components';
import type { Explanation } from '../../api/explain.ts';
import { firingsLink } from '../../parts/links.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord, type Tone } from '../../parts/status-word.tsx';
import { deliveryTones } from '../../parts/tones.ts';

const TONES: Readonly<Record<Explanation['outcome'], Tone>> = {
  fired: 'good',
  passed: 'neutral',
  'not-seen': 'warning',
  ignored: 'skipped',
  'dead-letter': 'bad',
};

/** What became of each event, and what the flow in question was told. */
export function EventResults({
  results,
  environmentId,
}: {
  readonly results: readonly Explanation[];
  readonly environmentId: string | undefined;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <section className={styles.section} aria-labelledby="results">
      <h2 id="results" className={styles.heading}>
        {speech.text('explain.results')}
      </h2>
      <ol className={styles.list}>
        {results.map((result, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the events of a message have no other name that is certain
          <li key={index}>
            <Result result={result} environmentId={environmentId} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Result({
  result: { eventId, outcome, reasonText, firingId, delivery },
  environmentId,
}: {
  readonly result: Explanation;
  readonly environmentId: string | undefined;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <div className={styles.section}>
      <span className={styles.row}>
        <StatusWord tone={TONES[outcome]}>{speech.text(`explain.${outcome}`)}</StatusWord>
        {eventId !== undefined && <code>{eventId}</code>}
        {firingId !== undefined && environmentId !== undefined && (
          <Link href={firingsLink(environmentId, firingId)}>{speech.text('explain.open-firing')}</Link>
        )}
      </span>
      <span>{reasonText}</span>
      {delivery && (
        <StatusWord tone={delivery.delivery ? deliveryTones[delivery.delivery.state] : 'neutral'}>
          {speech.text('explain.told', { reason: delivery.reasonText })}
        </StatusWord>
      )}
    </div>
  );
}
