import { useAddress } from '../../parts/address.ts';
import { CreateFlowLink } from '../../parts/create-flow/create-flow-link.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { EmptyNote, LoadingRows } from '../../parts/list-states.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { useOverview } from '../../parts/use-overview.ts';
import { useSubscriptions } from '../../parts/use-subscriptions.ts';
import { FlowExplanation } from './flow-explanation.tsx';
import { FlowPicker } from './flow-picker.tsx';

/** From the flow that did not start: what it waits for, what has happened, and what it was told. */
export function FlowWay({ environmentId }: { readonly environmentId: string | undefined }) {
  const speech = useSpeech();
  const { query } = useAddress();
  const id = query.get('subscription');
  const { data, error, refetch } = useSubscriptions(environmentId);
  const overview = useOverview(environmentId);
  const isLoading = environmentId !== undefined && !data && !error;
  const isEmpty = id === null && !isLoading && !error && (data?.length ?? 0) === 0;
  return (
    <>
      {error && <ErrorBar error={error} onTryAgain={() => void refetch()} />}
      {isLoading && <LoadingRows count={1} />}
      {isEmpty && (
        <EmptyNote>
          {speech.text('explain.no-flows')}
          <CreateFlowLink>{speech.text('flow.create')}</CreateFlowLink>
        </EmptyNote>
      )}
      {data && data.length > 0 && (
        <FlowPicker
          label={speech.text('explain.flow')}
          none={speech.text('explain.choose')}
          subscriptions={data}
          overview={overview.data}
        />
      )}
      {id === null && !isEmpty && !isLoading && <EmptyNote>{speech.text('explain.empty')}</EmptyNote>}
      {id !== null && <FlowExplanation key={id} id={id} />}
    </>
  );
}
