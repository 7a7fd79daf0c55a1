import { Link, Table, TableBody, TableCell, TableRow, useArrowNavigationGroup } from '@fluentui/react-components';
import type { Overview } from '../../api/overview.ts';
import { totalOf } from '../../parts/firing-words.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { Time } from '../../parts/time.tsx';
import { runTone } from '../../parts/tones.ts';
import { firingOf, type Process } from './attention.ts';
import { SourceMenu } from './flows-menu.tsx';
import { processLink } from './process-address.ts';

/** One group of processes, each with its last run and what was told of it. */
export function ProcessTable({
  title,
  processes,
  overview,
}: {
  readonly title: string;
  readonly processes: readonly Process[];
  readonly overview: Overview;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const arrows = useArrowNavigationGroup({ axis: 'both' });
  return (
    <div className={styles.scroll}>
      <Table size="small" aria-label={title} noNativeElements={false} {...arrows}>
        <TableHead
          columns={[
            speech.text('status.task'),
            speech.text('status.state'),
            speech.text('status.duration'),
            speech.text('status.last-updated'),
            speech.text('status.told'),
            speech.text('status.actions'),
          ]}
        />
        <TableBody>
          {processes.map((process) => (
            <ProcessRow key={`${process.process} ${process.name ?? ''}`} process={process} overview={overview} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function ProcessRow({ process, overview }: { readonly process: Process; readonly overview: Overview }) {
  const speech = useSpeech();
  const { startedAt, endedAt, status, name, displayName } = process;
  return (
    <TableRow>
      <TableCell>{displayName}</TableCell>
      <TableCell>
        <Link href={processLink(process)}>
          <StatusWord tone={runTone(status)}>{speech.text(`run.${status}`)}</StatusWord>
        </Link>
      </TableCell>
      <TableCell>{startedAt && speech.span(Date.parse(endedAt) - Date.parse(startedAt))}</TableCell>
      <TableCell>
        <Time at={endedAt} />
      </TableCell>
      <TableCell>
        <Told process={process} overview={overview} />
      </TableCell>
      <TableCell>
        {process.process === 'data-source' && name && <SourceMenu name={name} displayName={displayName} />}
      </TableCell>
    </TableRow>
  );
}

/** How many flows were told of the last run; nothing, when its firing is not among the latest. */
function Told({ process, overview }: { readonly process: Process; readonly overview: Overview }) {
  const speech = useSpeech();
  const counts = firingOf(overview, process)?.deliveryCounts;
  if (!counts) return null;
  const total = totalOf(counts);
  if (total === 0) return speech.text('status.told-none');
  return speech.text('status.told-counts', { delivered: counts.delivered, total });
}
