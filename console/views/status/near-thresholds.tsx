import { Link, makeStyles, ProgressBar, Table, TableBody, TableCell, TableRow } from '@fluentui/react-components';
import type { Overview } from '../../api/overview.ts';
import { CreateFlowLink } from '../../parts/create-flow/create-flow-link.tsx';
import { thresholdsLink } from '../../parts/links.ts';
import { EmptyNote } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { type WatchedMetric, watchedMetrics } from '../../parts/thresholds.ts';
import { difference } from '../thresholds/distance.ts';

/** The rest is in the view of all thresholds. */
const MOST_SHOWN = 5;

const useStyles = makeStyles({ bar: { minWidth: '80px' } });

/** The watched metrics that are nearest to firing. */
export function NearThresholds({ overview }: { readonly overview: Overview }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const metrics = watchedMetrics(overview);
  return (
    <section className={styles.section} aria-labelledby="near-thresholds">
      <h2 id="near-thresholds" className={styles.heading}>
        {speech.text('status.metrics')}
      </h2>
      {metrics.length === 0 ? (
        <EmptyNote>
          {speech.text('status.no-thresholds')}
          <CreateFlowLink start={{ trigger: 'segment-threshold-crossed' }}>{speech.text('flow.create')}</CreateFlowLink>
        </EmptyNote>
      ) : (
        <div className={styles.scroll}>
          <Table size="small" aria-label={speech.text('status.metrics')}>
            <TableHead
              columns={[
                speech.text('status.metric'),
                speech.text('status.now'),
                speech.text('status.nearest'),
                speech.text('status.missing'),
                speech.text('status.waiting-flows'),
              ]}
            />
            <TableBody>
              {metrics.slice(0, MOST_SHOWN).map((metric) => (
                <MetricRow
                  key={`${metric.type} ${metric.name}`}
                  metric={metric}
                  environmentId={overview.environmentId}
                />
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </section>
  );
}

function MetricRow({ metric, environmentId }: { readonly metric: WatchedMetric; readonly environmentId: string }) {
  const speech = useSpeech();
  const styles = useStyles();
  const { type, name, displayName, value, next, thresholds, share } = metric;
  const waiting = next?.subscriptionIds ?? thresholds.flatMap(({ subscriptionIds }) => subscriptionIds);
  return (
    <TableRow>
      <TableCell>
        <Link href={thresholdsLink(environmentId, { metric: name, kind: type })}>{displayName}</Link>
      </TableCell>
      <TableCell>{value === undefined ? speech.text('status.unknown-value') : speech.number(value)}</TableCell>
      <TableCell>
        {next && value !== undefined && (
          <>
            {speech.number(next.threshold)}
            <ProgressBar
              className={styles.bar}
              value={share}
              aria-label={speech.text('status.progress', { value, threshold: next.threshold })}
            />
          </>
        )}
        {!next && value !== undefined && speech.text('status.above')}
      </TableCell>
      <TableCell>{next && value !== undefined && speech.number(difference(next.threshold, value))}</TableCell>
      <TableCell>{speech.number(waiting.length)}</TableCell>
    </TableRow>
  );
}
