import { Badge } from '@fluentui/react-components';
import type { Overview } from '../../api/overview.ts';
import { Fact, Facts } from '../../parts/facts.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { runTone } from '../../parts/tones.ts';

/** The state of the environment and of the service in a few lines. */
export function Summary({ overview }: { readonly overview: Overview }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { processes, health, inFlight, cut } = overview;
  const full = processes.find(({ process }) => process === 'full-refresh');
  const { pending, retrying, waiting } = inFlight;
  const inState = (wanted: 'up' | 'down') =>
    health.dependencies.filter(({ state }) => state === wanted).map(({ name }) => name);
  const [up, down] = [inState('up'), inState('down')];
  return (
    <section className={styles.section}>
      <Facts>
        <Fact name={speech.text('status.full-refresh')}>
          {full ? (
            <>
              <StatusWord tone={runTone(full.status)}>{speech.text(`run.${full.status}`)}</StatusWord>{' '}
              <Time at={full.endedAt} />
            </>
          ) : (
            speech.text('status.no-full-refresh')
          )}
        </Fact>
        <Fact name={speech.text('status.in-flight')}>
          {speech.text('status.in-flight-counts', { pending, retrying, waiting })}
        </Fact>
        <Fact name={speech.text('status.service')}>
          <span className={styles.row}>
            {up.length > 0 && (
              <StatusWord tone="good">{speech.text('status.service-up', { name: up.join(', ') })}</StatusWord>
            )}
            {down.map((name) => (
              <StatusWord key={name} tone="bad">
                {speech.text('status.service-down', { name })}
              </StatusWord>
            ))}
          </span>
        </Fact>
      </Facts>
      {cut.length > 0 && <Badge appearance="tint">{speech.text('status.cut')}</Badge>}
    </section>
  );
}
