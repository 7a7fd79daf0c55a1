import { Link, Table, TableBody, TableCell, TableRow, useArrowNavigationGroup } from '@fluentui/react-components';
import type { Overview } from '../../api/overview.ts';
import { useAddress } from '../../parts/address.ts';
import { CreateFlowLink } from '../../parts/create-flow/create-flow-link.tsx';
import { processPaneLink } from '../../parts/links.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { Time } from '../../parts/time.tsx';
import { runTone } from '../../parts/tones.ts';
import { waitsFor } from '../../parts/waits.ts';
import { type RunWait, runWaits } from './run-waits.ts';
import { type SubscriptionsById, WaitingFlows } from './waiting-flows.tsx';

/** The triggers of refreshes, with the last run of each and who waits for it. */
export function RunTriggers({ overview, byId }: { readonly overview: Overview; readonly byId: SubscriptionsById }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const arrows = useArrowNavigationGroup({ axis: 'grid' });
  useAddress();
  const waits = runWaits(overview, [...(byId?.values() ?? [])]);
  return (
    <section className={styles.section} aria-labelledby="runs">
      <h2 id="runs" className={styles.heading}>
        {speech.text('thresholds.runs')}
      </h2>
      <div className={styles.scroll}>
        <Table size="small" aria-labelledby="runs" {...arrows}>
          <TableHead
            columns={[
              speech.text('thresholds.trigger'),
              speech.text('thresholds.for'),
              speech.text('thresholds.last-run'),
              speech.text('thresholds.flows'),
            ]}
          />
          <TableBody>
            {waits.map((wait) => (
              <TableRow key={`${wait.triggerType} ${waitsFor(speech, wait, overview)}`}>
                <TableCell>{speech.text(`trigger.${wait.triggerType}`)}</TableCell>
                <TableCell>{waitsFor(speech, wait, overview)}</TableCell>
                <TableCell>
                  <LastRun wait={wait} environmentId={overview.environmentId} />
                </TableCell>
                <TableCell>
                  {wait.subscriptionIds.length > 0 ? (
                    <WaitingFlows ids={wait.subscriptionIds} byId={byId} />
                  ) : (
                    <CreateFlowLink start={{ trigger: wait.triggerType }}>{speech.text('flow.create')}</CreateFlowLink>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}

function LastRun({
  wait: { last, parameters },
  environmentId,
}: {
  readonly wait: RunWait;
  readonly environmentId: string;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  if (!last) {
    return parameters.dataSource === undefined ? (
      speech.text('thresholds.no-run')
    ) : (
      <StatusWord tone="warning">{speech.text('thresholds.source-not-named')}</StatusWord>
    );
  }
  const status = speech.text(`run.${last.status}`);
  const isAny = last.process === 'data-source' && parameters.dataSource === undefined;
  return (
    <span className={styles.row}>
      <Link href={processPaneLink(environmentId, last.process, last.name)}>
        <StatusWord tone={runTone(last.status)}>{isAny ? `${last.displayName}: ${status}` : status}</StatusWord>
      </Link>
      <Time at={last.endedAt} />
    </span>
  );
}
