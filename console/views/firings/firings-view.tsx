import { Button, Link } from '@fluentui/react-components';
import type { FiringAnswer } from '../../../shared/contract/operator-answers.ts';
import { readFirings } from '../../api/firings.ts';
import type { Enough } from '../../api/read-enough.ts';
import { changeQuery, linkHere } from '../../parts/address.ts';
import { type Firing, subjectOf, totalOf } from '../../parts/firing-words.ts';
import { EmptyNote, ListStates, NoMatch } from '../../parts/list-states.tsx';
import { NewRowsBar, useHeldRows } from '../../parts/new-rows.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { Time } from '../../parts/time.tsx';
import { useOverview } from '../../parts/use-overview.ts';
import { type Polled, usePolled } from '../../parts/use-polled.ts';
import type { ViewProperties } from '../view.ts';
import { type FiringsAddress, more, type Period, periodMs, useFiringsAddress } from './firing-address.ts';
import { FiringFilters } from './firing-filters.tsx';
import { FiringPane } from './firing-pane.tsx';
import { FiringRows } from './firing-rows.tsx';

/** What has fired, newest first, and how much of it has arrived. */
export function FiringsView({ environmentId }: ViewProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { firingId } = useFiringsAddress();
  return (
    <div className={styles.view}>
      <h1 className={styles.title}>{speech.text('nav.firings')}</h1>
      {environmentId === undefined ? (
        <EmptyNote>{speech.text('firings.no-environment')}</EmptyNote>
      ) : (
        <>
          <OfEnvironment key={environmentId} environmentId={environmentId} />
          {firingId !== undefined && <FiringPane key={firingId} firingId={firingId} environmentId={environmentId} />}
        </>
      )}
    </div>
  );
}

/** Firings, and which ones were asked for. */
interface Found extends Enough<FiringAnswer> {
  readonly name: string;
}

function useFirings(environmentId: string, { period, type, count }: FiringsAddress): Polled<Found> {
  const name = JSON.stringify([environmentId, period, type, count]);
  return usePolled(['firings', name], async (signal) => {
    const since = new Date(Date.now() - periodMs[period]);
    return { ...(await readFirings({ environmentId, triggerType: type, since }, count, signal)), name };
  });
}

function OfEnvironment({ environmentId }: { readonly environmentId: string }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const address = useFiringsAddress();
  const { data, error, refetch } = useFirings(environmentId, address);
  const held = useHeldRows({ rows: data?.value, name: data?.name ?? '', idOf: ({ id }) => id });
  const shown = (held.rows ?? []).filter((firing) => isShown(firing, address));
  const clear = () => changeQuery({ type: undefined, state: undefined, search: undefined });
  return (
    <section className={styles.section}>
      <FiringFilters address={address} />
      {held.waiting > 0 && (
        <NewRowsBar onShow={held.show}>{speech.text('firings.show-new', { count: held.waiting })}</NewRowsBar>
      )}
      <ListStates
        all={held.rows}
        shown={shown}
        error={error}
        onTryAgain={() => void refetch()}
        onClearFilters={clear}
        hasMore={data?.hasMore ?? false}
        empty={address.type ? <NoMatch onClear={clear} /> : <NothingFired environmentId={environmentId} {...address} />}
      >
        <FiringRows firings={shown} />
      </ListStates>
      {data?.hasMore && (
        <Button onClick={() => changeQuery({ count: more(address.count) }, { replace: true })}>
          {speech.text('firings.more')}
        </Button>
      )}
    </section>
  );
}

/** The API has no filter for these two. */
function isShown(firing: Firing, { state, search }: FiringsAddress): boolean {
  return isInState(firing, state) && isFound(firing, search.trim().toLocaleLowerCase());
}

function isInState({ state, deliveryCounts: counts }: Firing, wanted: FiringsAddress['state']): boolean {
  if (wanted === undefined) return true;
  if (!counts) return wanted === 'open' && state === 'pending';
  return wanted === 'dead' ? counts.dead > 0 : counts.delivered < totalOf(counts);
}

function isFound({ id, payload }: Firing, search: string): boolean {
  const texts = [id, ...Object.values(payload).filter((value) => typeof value === 'string')];
  return search === '' || texts.some((text) => text.toLocaleLowerCase().includes(search));
}

const WIDER = { '24h': '7d', '7d': '30d', '30d': undefined } as const satisfies Record<Period, Period | undefined>;

/** Says so, and when something has fired at last. */
function NothingFired({ environmentId, period }: { readonly environmentId: string; readonly period: Period }) {
  const speech = useSpeech();
  const last = useOverview(environmentId).data?.firings[0];
  const wider = WIDER[period];
  return (
    <>
      {speech.text(`firings.empty-${period}`)}
      {last && (
        <span>
          {speech.text('firings.last')} <Time at={last.decidedAt} />
          {': '}
          <Link href={linkHere({ firing: last.id })}>{nameOf(speech.text(`trigger.${last.triggerType}`), last)}</Link>
        </span>
      )}
      {wider && <Button onClick={() => changeQuery({ since: wider })}>{speech.text(`firings.widen-${wider}`)}</Button>}
    </>
  );
}

function nameOf(trigger: string, firing: Firing): string {
  const subject = subjectOf(firing);
  return subject === undefined ? trigger : `${trigger}: ${subject}`;
}
