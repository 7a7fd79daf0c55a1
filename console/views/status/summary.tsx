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
            {health.dependencies.map(({ name, state }) => (
              <StatusWord key={name} tone={state === 'up' ? 'good' : 'bad'}>
                {speech.text(state === 'up' ? 'status.service-up' : 'status.service-down', { name })}
              </StatusWord>
            ))}
          </span>
        </Fact>
      </Facts>
      {cut.length > 0 && <Badge appearance="tint">{speech.text('status.cut')}</Badge>}
    </section>
  );
}
