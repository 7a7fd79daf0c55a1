import { makeStyles, tokens } from '@fluentui/react-components';
import { useSpeech } from '../../parts/speech.tsx';
import type { WatchedMetric } from '../../parts/thresholds.ts';

const WIDTH = 160;
const HEIGHT = 20;
/** Room at both ends, so that no mark is cut. */
const MARGIN = 6;
/** How much longer the line is than from the lowest to the highest number on it. */
const ROOM = 1.1;

const useStyles = makeStyles({
  root: { display: 'block' },
  track: { fill: tokens.colorNeutralBackground5 },
  made: { fill: tokens.colorBrandBackground },
  mark: { stroke: tokens.colorNeutralForeground1, strokeWidth: '2px' },
  value: { fill: tokens.colorBrandBackground, stroke: tokens.colorNeutralBackground1, strokeWidth: '2px' },
});

/** A metric on a line with a mark for each threshold. */
export function ThresholdScale({ metric: { value, thresholds } }: { readonly metric: WatchedMetric }) {
  const styles = useStyles();
  const speech = useSpeech();
  if (value === undefined) return null;
  const marks = thresholds.map(({ threshold }) => threshold);
  const low = Math.min(0, value, ...marks);
  const high = Math.max(0, value, ...marks);
  const place = (number: number) =>
    MARGIN + (high === low ? 0 : ((number - low) / ((high - low) * ROOM)) * (WIDTH - 2 * MARGIN));
  const label = speech.text('thresholds.scale-label', {
    value,
    thresholds: marks.map((mark) => speech.number(mark)).join(' · '),
  });
  return (
    <svg className={styles.root} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <rect className={styles.track} x={MARGIN} y={8} width={WIDTH - 2 * MARGIN} height={4} />
      <rect className={styles.made} x={MARGIN} y={8} width={Math.max(0, place(value) - MARGIN)} height={4} />
      {marks.map((mark) => (
        <line key={mark} className={styles.mark} x1={place(mark)} x2={place(mark)} y1={2} y2={18} />
      ))}
      <circle className={styles.value} cx={place(value)} cy={10} r={5} />
    </svg>
  );
}
