import { Tab, TabList } from '@fluentui/react-components';
import { changeQuery, useAddress } from '../../parts/address.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import type { ViewProperties } from '../view.ts';
import { EventWay } from './event-way.tsx';
import { FlowWay } from './flow-way.tsx';

/** Why a flow did not start: from the flow, or from one event. */
export function ExplainView({ environmentId }: ViewProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { query } = useAddress();
  const way = query.get('way') === 'event' ? 'event' : 'flow';
  return (
    <div className={styles.view}>
      <h1 className={styles.title}>{speech.text('nav.explain')}</h1>
      <span className={styles.quiet}>{speech.text('explain.read-only')}</span>
      <TabList
        aria-label={speech.text('explain.way')}
        selectedValue={way}
        onTabSelect={(_, { value }) => changeQuery({ way: value === 'event' ? 'event' : undefined })}
      >
        <Tab id="way-flow" aria-controls="way" value="flow">
          {speech.text('explain.way-flow')}
        </Tab>
        <Tab id="way-event" aria-controls="way" value="event">
          {speech.text('explain.way-event')}
        </Tab>
      </TabList>
      <div id="way" role="tabpanel" aria-labelledby={`way-${way}`} className={styles.section}>
        {way === 'event' ? (
          <EventWay environmentId={environmentId} />
        ) : (
          <FlowWay key={environmentId} environmentId={environmentId} />
        )}
      </div>
    </div>
  );
}
