import { makeStyles, tokens } from '@fluentui/react-components';
import { useSpeech } from '../../parts/speech.tsx';
import type { Tone } from '../../parts/status-word.tsx';
import { runTone } from '../../parts/tones.ts';

const useStyles = makeStyles({
  root: { display: 'block', width: '100%', maxWidth: '640px', height: '8px' },
  good: { fill: tokens.colorStatusSuccessForeground1 },
  warning: { fill: tokens.colorStatusWarningForeground1 },
  bad: { fill: tokens.colorStatusDangerForeground1 },
  other: { fill: tokens.colorNeutralForeground4 },
});

/** How large a part each status has of all processes. The words and numbers are those of the filters below it. */
export function HealthBar({ parts }: { readonly parts: readonly { status: string; name: string; count: number }[] }) {
  const speech = useSpeech();
  const styles = useStyles();
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const classOf = (tone: Tone) =>
    tone === 'good' || tone === 'warning' || tone === 'bad' ? styles[tone] : styles.other;
  const said = parts.map(({ name, count }) => speech.text('status.filter-count', { name, count })).join(', ');
  let start = 0;
  return (
    <svg
      className={styles.root}
      viewBox={`0 0 ${total} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${speech.text('status.health')}: ${said}`}
    >
      {parts.map(({ status, count }) => {
        const x = start;
        start += count;
        return <rect key={status} className={classOf(runTone(status))} x={x} y={0} width={count} height={1} />;
      })}
    </svg>
  );
}
