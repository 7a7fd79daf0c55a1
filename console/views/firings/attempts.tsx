import { makeStyles, tokens } from '@fluentui/react-components';
import type { Delivery } from '../../api/deliveries.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ExternalLink } from '../../parts/external-link.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord, type Tone } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';

type Attempt = Delivery['attempts'][number];

const TONES: Readonly<Record<Attempt['outcome'], Tone>> = { delivered: 'good', retrying: 'warning', dead: 'bad' };

const useStyles = makeStyles({
  // Links in lines one below the other are far enough from each other to be hit.
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXXL, '& > li': { minHeight: '28px' } },
});

/** The attempts of a delivery by their numbers, with what was answered, and the run that it started. */
export function Attempts({ delivery: { attempts, attemptCount } }: { readonly delivery: Delivery }) {
  const speech = useSpeech();
  const view = useViewStyles();
  const styles = useStyles();
  const left = attemptCount - attempts.length;
  return (
    <>
      {left > 0 && attempts.length > 0 && (
        <span className={view.quiet}>
          {speech.text('firings.last-attempts', { shown: attempts.length, all: attemptCount })}
        </span>
      )}
      <ol className={styles.list} start={Math.max(left, 0) + 1} aria-label={speech.text('firings.attempts')}>
        {attempts.map((attempt) => (
          <li key={attempt.at}>
            <AttemptLine attempt={attempt} />
          </li>
        ))}
      </ol>
    </>
  );
}

function AttemptLine({
  attempt: { at, status, durationMs, outcome, reasonText, workflowRunId, workflowRunUrl },
}: {
  readonly attempt: Attempt;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <span className={styles.row}>
      <StatusWord tone={TONES[outcome]}>
        {status === undefined ? speech.text('firings.no-answer') : `HTTP ${status}`}
      </StatusWord>
      <span>{speech.text('firings.ms', { ms: Math.round(durationMs) })}</span>
      <Time at={at} />
      {reasonText && <span className={styles.quiet}>{reasonText}</span>}
      {workflowRunUrl && <ExternalLink href={workflowRunUrl}>{speech.text('firings.run')}</ExternalLink>}
      {workflowRunId && !workflowRunUrl && (
        <span>
          {speech.text('firings.run')} <code>{workflowRunId}</code>{' '}
          <CopyButton text={workflowRunId} name={speech.text('firings.run')} />
        </span>
      )}
    </span>
  );
}
