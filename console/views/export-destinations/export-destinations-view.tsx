import { Tab, TabList } from '@fluentui/react-components';
import { session } from '../../api/session.ts';
import { readSubscriptions } from '../../api/subscriptions.ts';
import { changeQuery, useAddress } from '../../parts/address.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { useStore } from '../../parts/store.ts';
import { usePolled } from '../../parts/use-polled.ts';
import type { ViewProperties } from '../view.ts';
import { MyDestinations } from './my-destinations.tsx';
import { SetUpPane } from './set-up-pane.tsx';
import { Tiles } from './tiles.tsx';

/** The place of the product's own documentation where makers set up Power Automate. It needs no key, but for the destinations. */
export function ExportDestinationsView({ environmentId }: ViewProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { query } = useAddress();
  const state = useStore(session);
  const isIn = state === 'open' || state === 'signed-in';
  const pages = Math.max(1, Math.trunc(Number(query.get('pages') ?? 1)) || 1);
  const filter = environmentId === undefined ? {} : { environmentId };
  const list = usePolled(['subscriptions', filter, pages], (signal) => readSubscriptions(filter, signal, pages), {
    isEnabled: isIn,
  });
  const tab = query.get('tab') === 'mine' ? 'mine' : 'discover';
  const known = isIn ? list.data?.value : undefined;
  return (
    <div className={styles.view}>
      <h1 className={styles.title}>{speech.text('nav.export-destinations')}</h1>
      <TabList
        selectedValue={tab}
        onTabSelect={(_, { value }) => changeQuery({ tab: value === 'mine' ? 'mine' : undefined, pages: undefined })}
      >
        <Tab value="discover">{speech.text('export.discover')}</Tab>
        <Tab value="mine">
          {known && list.data?.nextLink === undefined
            ? speech.text('export.mine-count', { count: known.length })
            : speech.text('export.mine')}
        </Tab>
      </TabList>
      {tab === 'discover' ? (
        <Tiles subscriptions={known} />
      ) : (
        <MyDestinations list={isIn ? list : undefined} pages={pages} />
      )}
      <SetUpPane environmentId={environmentId} />
    </div>
  );
}
