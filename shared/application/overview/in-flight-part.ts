import type { OverviewAnswer } from '../../contract/operator-answers.ts';
import { displayInstant, type Instant } from '../../domain/instant.ts';
import { isDueWork } from '../store/keys.ts';
import type { OverviewRows } from './read-overview-rows.ts';

/** The deliveries that are under way, and how far behind they are. */
export function inFlightPart(
  { work, waiting }: Pick<OverviewRows, 'work' | 'waiting'>,
  now: Instant,
): OverviewAnswer['inFlight'] {
  const deliveries = work.rows.flatMap(({ key, data }) => (data.kind === 'delivery' ? [{ key, ...data }] : []));
  const retrying = deliveries.filter(({ state }) => state === 'retrying').length;
  const times = [...deliveries, ...waiting.rows.map(({ data }) => data)].flatMap(({ createdAt }) => createdAt ?? []);
  const oldestAt = times.toSorted()[0];
  return {
    pending: deliveries.length - retrying,
    retrying,
    waiting: waiting.rows.length,
    overdue: deliveries.filter(({ key }) => isDueWork(key, now)).length,
    oldestAt: oldestAt && displayInstant(oldestAt),
  };
}
