import { Button } from '@fluentui/react-components';
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
import { useActions } from './use-actions.tsx';

/** Pages of a hundred subscriptions. */
const MOST_SEARCHED = 5;

/** Who waits for what, why one gets nothing, and what can be done about it. */
export function SubscriptionsView({ environmentId }: ViewProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const filters = useFilters();
  const { act, dialog } = useActions();
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

interface ListProperties {
  /** Absent for those of all environments. */
  readonly environmentId: string | undefined;
  readonly filters: Filters;
  readonly act: ReturnType<typeof useActions>['act'];
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
  const all = list.data?.value;
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
