import { Button } from '@fluentui/react-components';
import { readFiringWithDeliveries } from '../../api/firings.ts';
import { changeQuery, useAddress } from '../../parts/address.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import type { Firing } from '../../parts/firing-words.ts';
import { LoadingRows } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { SidePane } from '../../parts/side-pane.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { TextBlock } from '../../parts/text-block.tsx';
import { Time } from '../../parts/time.tsx';
import { runTone } from '../../parts/tones.ts';
import { usePolled } from '../../parts/use-polled.ts';
import { DeliveryList } from './delivery-list.tsx';
import { firingParameters } from './firing-address.ts';
import { crossingOf, errorOf, outcomeOf, subjectFactOf } from './firing-facts.ts';
import { wordOf } from './firing-rows.tsx';

/** How many deliveries are read at first, and with each wish for more. */
const PAGE = 100;

/** One firing with its payload, its deliveries and their attempts. */
export function FiringPane({ firingId, environmentId }: { readonly firingId: string; readonly environmentId: string }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const count = Math.max(PAGE, Number(useAddress().query.get('deliveries')) || 0);
  const { data, error, refetch } = usePolled(['firing', firingId, count], (signal) =>
    readFiringWithDeliveries(firingId, count, signal),
  );
  return (
    <SidePane title={speech.text('firings.pane')} parameters={firingParameters}>
      <div className={styles.view}>
        {error && <ErrorBar error={error} onTryAgain={() => void refetch()} />}
        {!data && !error && <LoadingRows />}
        {data && (
          <>
            <FiringFacts firing={data} />
            <DeliveryList deliveries={data.deliveries} environmentId={environmentId} />
            {data.hasMore && (
              <Button onClick={() => changeQuery({ deliveries: String(count + PAGE) }, { replace: true })}>
                {speech.text('firings.more')}
              </Button>
            )}
            <section className={styles.section}>
              <TextBlock title={speech.text('firings.payload')} text={JSON.stringify(data.payload)} />
              <p className={styles.quiet}>{speech.text('firings.payload-own')}</p>
            </section>
          </>
        )}
      </div>
    </SidePane>
  );
}

function FiringFacts({ firing }: { readonly firing: Firing }) {
  const speech = useSpeech();
  const { id, triggerType, occurredAt, decidedAt } = firing;
  const outcome = outcomeOf(firing);
  const subject = subjectFactOf(firing);
  const error = errorOf(firing);
  return (
    <Facts>
      <Fact name={speech.text('flow.trigger')}>{speech.text(`trigger.${triggerType}`)}</Fact>
      {subject && <Fact name={speech.text(subject.title)}>{subject.name}</Fact>}
      <Fact name={speech.text('firings.crossing')}>{crossingOf(speech, firing)}</Fact>
      <Fact name={speech.text('firings.outcome')}>
        {outcome && <StatusWord tone={runTone(outcome)}>{wordOf(speech, outcome)}</StatusWord>}
      </Fact>
      <Fact name={speech.text('firings.error')}>{error.code && <code>{error.code}</code>}</Fact>
      <Fact name="">{error.message}</Fact>
      <Fact name={speech.text('firings.occurred')}>
        <Time at={occurredAt} />
      </Fact>
      <Fact name={speech.text('firings.decided')}>
        <Time at={decidedAt} />
      </Fact>
      <Fact name={speech.text('firings.id')}>
        <code>{id}</code> <CopyButton text={id} name={speech.text('firings.id')} />
      </Fact>
    </Facts>
  );
}
