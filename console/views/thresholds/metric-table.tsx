import {
  Link,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableRow,
  useArrowNavigationGroup,
} from '@fluentui/react-components';
import { useAddress } from '../../parts/address.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import type { WatchedMetric } from '../../parts/thresholds.ts';
import { Time } from '../../parts/time.tsx';
import { difference, keyOf } from './distance.ts';
import { metricLink } from './metric-address.ts';
import { ThresholdScale } from './threshold-scale.tsx';
import { type SubscriptionsById, WaitingFlows } from './waiting-flows.tsx';

/** Seven columns need more room than those of other tables. */
const useStyles = makeStyles({ table: { '& table': { minWidth: '960px' } }, scale: { width: '176px' } });

const COLUMNS = [
  'thresholds.metric',
  'thresholds.now',
  'thresholds.scale',
  'thresholds.next',
  'thresholds.missing',
  'thresholds.flows',
  'thresholds.evaluated',
] as const;

/** One row for each metric: where it is, and how far from the next threshold. */
export function MetricTable({
  metrics,
  byId,
}: {
  readonly metrics: readonly WatchedMetric[];
  readonly byId: SubscriptionsById;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { table, scale } = useStyles();
  const arrows = useArrowNavigationGroup({ axis: 'grid' });
  // The links of the rows keep the rest of the present address.
  useAddress();
  return (
    <div className={mergeClasses(styles.scroll, table)}>
      <Table size="small" aria-label={speech.text('thresholds.metrics')} {...arrows}>
        <TableHead
          columns={COLUMNS.map((column) =>
            column === 'thresholds.scale' ? ([speech.text(column), scale] as const) : speech.text(column),
          )}
        />
        <TableBody>
          {metrics.map((metric) => (
            <MetricRow key={keyOf(metric)} metric={metric} byId={byId} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function MetricRow({ metric, byId }: { readonly metric: WatchedMetric; readonly byId: SubscriptionsById }) {
  const speech = useSpeech();
  const { displayName, value, evaluatedAt, next, thresholds } = metric;
  const waiting = next?.subscriptionIds ?? thresholds.flatMap(({ subscriptionIds }) => subscriptionIds);
  return (
    <TableRow>
      <TableCell>
        <Link href={metricLink(metric)}>{displayName}</Link>
      </TableCell>
      <TableCell>
        {value === undefined ? (
          <StatusWord tone="warning">{speech.text('thresholds.not-named')}</StatusWord>
        ) : (
          speech.number(value)
        )}
      </TableCell>
      <TableCell>
        <ThresholdScale metric={metric} />
      </TableCell>
      <TableCell>
        {next && speech.number(next.threshold)}
        {!next && value !== undefined && thresholds.length > 0 && (
          <StatusWord tone="good">{speech.text('thresholds.above-all')}</StatusWord>
        )}
      </TableCell>
      <TableCell>
        <Missing metric={metric} />
      </TableCell>
      <TableCell>
        <WaitingFlows ids={waiting} byId={byId} />
      </TableCell>
      <TableCell>{evaluatedAt && <Time at={evaluatedAt} />}</TableCell>
    </TableRow>
  );
}

/** How much is missing to the next threshold; above all, what has to happen before one fires again. */
function Missing({ metric: { value, next, thresholds } }: { readonly metric: WatchedMetric }) {
  const speech = useSpeech();
  const highest = thresholds.at(-1);
  if (value === undefined) return highest && speech.text('thresholds.not-named-count', { count: countOf(thresholds) });
  if (next) return speech.number(difference(next.threshold, value));
  return highest && speech.text('thresholds.re-arms', { threshold: highest.threshold });
}

function countOf(thresholds: WatchedMetric['thresholds']): number {
  return thresholds.reduce((sum, { subscriptionIds }) => sum + subscriptionIds.length, 0);
}
