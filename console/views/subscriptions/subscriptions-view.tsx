import { Button } from '@fluentui/react-components';
import type { SubscriptionAnswer } from '../../../shared/contract/answers.ts';
import type { Overview } from '../../api/overview.ts';
import type { Page } from '../../api/sent.ts';
import { readSubscriptions, type Subscription } from '../../api/subscriptions.ts';
import { changeQuery } from '../../parts/address.ts';
import { CreateFlowLink } from '../../parts/create-flow/create-flow-link.tsx';
import { ListStates, NoMatch } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { useOverview } from '../../parts/use-overview.ts';
import { usePolled } from '../../parts/use-polled.ts';
import { nameOf, waitsFor } from '../../parts/waits.ts';
import type { ViewProperties } from '../view.ts';
import { clearFilters, type Filters, SubscriptionFilters, useFilters } from './subscription-filters.tsx';
import { SubscriptionPane } from './subscription-pane.tsx';
import { SubscriptionTable } from './subscription-table.tsx';
import { inOrder } from './subscription-words.ts';
import { useSubscriptionActions } from './use-subscription-actions.tsx';

/** Pages of a hundred subscriptions. */
const MOST_SEARCHED = 5;

/** Who waits for what, why one gets nothing, and what can be done about it. */
export function SubscriptionsView({ environmentId }: ViewProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const filters = useFilters();
  const { act, dialog } = useSubscriptionActions();
  const shownEnvironment = filters.isEverywhere ? undefined : environmentId;
  return (
    <div className={styles.view}>
      <h1 className={styles.title}>{speech.text('nav.subscriptions')}</h1>
      <List key={shownEnvironment} environmentId={shownEnvironment} filters={filters} act={act} />
      <SubscriptionPane environmentId={environmentId} act={act} />
      {dialog}
    </div>
  );
}

/** The sick subscriptions that the next pages of a list hold: they come first wherever they are. */
function sickBeyond(
  { value, nextLink }: Page<SubscriptionAnswer>,
  overview: Overview | undefined,
  { status, type }: Filters,
): readonly Subscription[] {
  if (nextLink === undefined || !overview) return [];
  const read = new Set(value.map(({ id }) => id));
  return overview.subscriptions.sick.filter(
    (sick) =>
      !read.has(sick.id) &&
      (status === undefined || sick.status === status) &&
      (type === undefined || sick.triggerType === type),
  );
}

interface ListProperties {
  /** Absent for those of all environments. */
  readonly environmentId: string | undefined;
  readonly filters: Filters;
  readonly act: ReturnType<typeof useSubscriptionActions>['act'];
}

function List({ environmentId, filters, act }: ListProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { status, type, search, pages } = filters;
  const { data: overview } = useOverview(environmentId);
  const query = {
    ...(environmentId !== undefined && { environmentId }),
    ...(status && { status }),
    ...(type && { triggerType: type }),
  };
  // The API has no search, so what is searched for is looked for in all that one can read at once.
  const count = search === '' ? pages : Math.max(pages, MOST_SEARCHED);
  const list = usePolled(['subscriptions', query, count], (signal) => readSubscriptions(query, signal, count));
  const wanted = search.toLocaleLowerCase();
  const isFound = (subscription: Subscription) =>
    [nameOf(subscription), subscription.callbackHost, subscription.id, waitsFor(speech, subscription, overview)].some(
      (text) => text.toLocaleLowerCase().includes(wanted),
    );
  const all = list.data && [...list.data.value, ...sickBeyond(list.data, overview, filters)];
  const shown = (all ?? []).filter(isFound).toSorted(inOrder);
  const isFiltered = status !== undefined || type !== undefined;
  return (
    <section className={styles.section}>
      <SubscriptionFilters filters={filters} overview={overview} />
      {all?.length === 0 && isFiltered && !list.error ? (
        <NoMatch onClear={clearFilters} />
      ) : (
        <ListStates
          all={all}
          shown={shown}
          error={list.error}
          onTryAgain={() => void list.refetch()}
          onClearFilters={clearFilters}
          hasMore={list.data?.nextLink !== undefined}
          empty={
            <>
              {speech.text('subscriptions.empty')}
              <CreateFlowLink>{speech.text('flow.create')}</CreateFlowLink>
            </>
          }
        >
          <SubscriptionTable
            subscriptions={shown}
            overview={overview}
            act={act}
            hasEnvironment={filters.isEverywhere}
          />
        </ListStates>
      )}
      {list.data?.nextLink !== undefined && (
        <div className={styles.row}>
          <Button onClick={() => changeQuery({ pages: String(count + 1) }, { replace: true })}>
            {speech.text('subscriptions.more')}
          </Button>
        </div>
      )}
    </section>
  );
}
