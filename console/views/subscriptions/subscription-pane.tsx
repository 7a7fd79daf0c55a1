import { Button, Menu, MenuButton, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontalRegular, SendRegular } from '@fluentui/react-icons';
import { ApiError } from '../../api/api-error.ts';
import { readSubscription, type Subscription } from '../../api/subscriptions.ts';
import { useAddress } from '../../parts/address.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { ExternalLink } from '../../parts/external-link.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { LoadingRows } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { SidePane } from '../../parts/side-pane.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { subscriptionTones } from '../../parts/tones.ts';
import { useOverview } from '../../parts/use-overview.ts';
import { usePolled } from '../../parts/use-polled.ts';
import { nameOf, waitsFor } from '../../parts/waits.ts';
import { languageNames } from '../../texts/load-language.ts';
import { ActionItems } from './action-items.tsx';
import { Deliveries } from './deliveries.tsx';
import { LastDelivery } from './subscription-state.tsx';
import { reasonOf } from './subscription-words.ts';
import type { Act } from './use-subscription-actions.tsx';

interface PaneProperties {
  readonly environmentId: string | undefined;
  readonly act: Act;
}

/** Everything about one subscription, when the address asks for one. */
export function SubscriptionPane(properties: PaneProperties) {
  const id = useAddress().query.get('subscription');
  return id === null ? null : <Pane key={id} id={id} {...properties} />;
}

function Pane({ id, environmentId, act }: PaneProperties & { readonly id: string }) {
  const speech = useSpeech();
  const { data, error, refetch } = usePolled(['subscription', id], (signal) => readSubscription(id, signal));
  const hasEnded = error instanceof ApiError && error.status === 404;
  return (
    <SidePane
      title={data ? nameOf(data) : speech.text('subscriptions.one')}
      parameters={['subscription', 'deliveries']}
    >
      {hasEnded && <p>{speech.text('subscriptions.ended')}</p>}
      {error && !hasEnded && <ErrorBar error={error} onTryAgain={() => void refetch()} />}
      {!data && !error && <LoadingRows count={6} />}
      {data && !hasEnded && <Details subscription={data} environmentId={environmentId} act={act} />}
    </SidePane>
  );
}

function Details({ subscription, environmentId, act }: PaneProperties & { readonly subscription: Subscription }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <div className={styles.view}>
      <div className={styles.row}>
        <Button icon={<SendRegular />} onClick={() => act('test', subscription)}>
          {speech.text('subscriptions.test')}
        </Button>
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <MenuButton icon={<MoreHorizontalRegular />}>{speech.text('status.actions')}</MenuButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <ActionItems subscription={subscription} act={act} />
            </MenuList>
          </MenuPopover>
        </Menu>
      </div>
      <Facts>
        <State subscription={subscription} />
        <Identity subscription={subscription} environmentId={environmentId} />
      </Facts>
      <Deliveries subscription={subscription} />
    </div>
  );
}

/** How it is, since when, why, and what is to be done. */
function State({ subscription }: { readonly subscription: Subscription }) {
  const speech = useSpeech();
  const { status, statusSince, statusReason, nextProbeAt, waitingCount, consecutiveFailures } = subscription;
  const isUnsteady = status === 'active' && consecutiveFailures > 0;
  const reason = reasonOf(speech, subscription);
  return (
    <>
      <Fact name={speech.text('status.state')}>
        <StatusWord tone={isUnsteady ? 'warning' : subscriptionTones[status]}>
          {speech.text(`subscription.${status}`)}
        </StatusWord>
      </Fact>
      <Fact name={speech.text('subscriptions.since')}>{statusSince && <Time at={statusSince} />}</Fact>
      <Fact name={speech.text('subscriptions.reason')}>
        {reason && (
          <>
            {reason}
            {statusReason && statusReason !== reason && (
              <>
                {' '}
                (<code>{statusReason}</code>)
              </>
            )}
          </>
        )}
      </Fact>
      <Fact name={speech.text('subscriptions.meaning')}>
        {speech.text(isUnsteady ? 'subscriptions.means-unsteady' : `subscriptions.means-${status}`)}
      </Fact>
      <Fact name={speech.text('subscriptions.next-probe')}>{nextProbeAt && <Time at={nextProbeAt} />}</Fact>
      <Fact name={speech.text('subscriptions.waiting')}>{waitingCount ? speech.number(waitingCount) : undefined}</Fact>
      <Fact name={speech.text('subscriptions.failures')}>{speech.number(consecutiveFailures)}</Fact>
      <Fact name={speech.text('subscriptions.last-delivery')}>
        <LastDelivery subscription={subscription} />
      </Fact>
    </>
  );
}

/** What it is, and what it waits for. */
function Identity({
  subscription,
  environmentId,
}: {
  readonly subscription: Subscription;
  readonly environmentId: string | undefined;
}) {
  const speech = useSpeech();
  const { data: overview } = useOverview(environmentId);
  const { id, triggerType, parameters, callbackHost, createdAt, flow } = subscription;
  const own = subscription.environmentId === environmentId ? overview : undefined;
  return (
    <>
      <Fact name={speech.text('flow.trigger')}>{speech.text(`trigger.${triggerType}`)}</Fact>
      <Fact name={speech.text('subscriptions.waits-for')}>{waitsFor(speech, subscription, own)}</Fact>
      <Fact name={speech.text('flow.environment')}>{subscription.environmentId}</Fact>
      <Fact name={speech.text('subscriptions.flow')}>
        {flow?.url ? (
          <ExternalLink href={flow.url}>{speech.text('subscriptions.open-flow')}</ExternalLink>
        ) : (
          flow && <code>{flow.id}</code>
        )}
      </Fact>
      <Fact name={speech.text('subscriptions.host')}>{callbackHost}</Fact>
      <Fact name={speech.text('subscriptions.language')}>
        {parameters.language && languageNames[parameters.language]}
      </Fact>
      <Fact name={speech.text('subscriptions.created')}>
        <Time at={createdAt} />
      </Fact>
      <Fact name={speech.text('subscriptions.id')}>
        <code>{id}</code> <CopyButton text={id} name={speech.text('subscriptions.id')} />
      </Fact>
    </>
  );
}
