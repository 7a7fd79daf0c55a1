import { type DomainEvent, hasFinished } from '../../domain/events.ts';
import { compareOrder } from '../../domain/sample-order.ts';
import { chunks } from '../chunks.ts';
import { lastRunKey } from '../events/record-last-run.ts';
import type { Deps } from '../ports.ts';
import { environmentPartition } from '../store/keys.ts';
import { readRow, skipUnreadable } from '../store/read-rows.ts';
import { processRow } from '../store/rows.ts';
import { createMetricReader, EVENTS_AT_ONCE, type MetricReader, metricAddress } from './metric-reader.ts';

type Stored = Pick<Deps, 'store'>;

/** Whether a newer value of its metric, or a later run of its process, is stored than any one of the events. */
export async function isAnyLate(deps: Stored, events: readonly DomainEvent[]): Promise<boolean> {
  const reader = createMetricReader(deps);
  for (const some of chunks(events, EVENTS_AT_ONCE)) {
    const late = await Promise.all(some.map((event) => isLate(deps, reader, event)));
    if (late.includes(true)) return true;
  }
  return false;
}

/** A row that cannot be read tells of no event that it is late. */
async function isLate({ store }: Stored, reader: MetricReader, event: DomainEvent): Promise<boolean> {
  const partition = environmentPartition(event.environmentId);
  const late = await skipUnreadable(store, partition, () => isPassed({ store }, reader, event));
  return late ?? false;
}

async function isPassed({ store }: Stored, reader: MetricReader, event: DomainEvent): Promise<boolean> {
  if (event.kind === 'metric-sample') {
    const baseline = await reader.baselineOf(metricAddress(event));
    return baseline !== undefined && compareOrder(event, baseline) < 0;
  }
  if (!hasFinished(event)) return false;
  const address = { partition: environmentPartition(event.environmentId), key: lastRunKey(event) };
  const known = await readRow(store, address, processRow);
  return known !== undefined && known.data.lastEndedAt > event.endedAt;
}
