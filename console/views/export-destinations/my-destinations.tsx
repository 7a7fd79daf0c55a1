import {
  Button,
  Link,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableRow,
  useArrowNavigationGroup,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import type { SubscriptionAnswer } from '../../../shared/contract/answers.ts';
import type { Page } from '../../api/sent.ts';
import type { Subscription } from '../../api/subscriptions.ts';
import { changeQuery } from '../../parts/address.ts';
import { subscriptionsLink } from '../../parts/links.ts';
import { EmptyNote, ListStates } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { Time } from '../../parts/time.tsx';
import { subscriptionTones } from '../../parts/tones.ts';
import type { Polled } from '../../parts/use-polled.ts';
import { byHost, kindOf } from './destinations.ts';
import { kindName } from './tiles.tsx';

const useStyles = makeStyles({ table: { minWidth: '640px' } });

/** Where notifications go, by host. @param list absent without a key */
export function MyDestinations({
  list,
  pages,
}: {
  readonly list: Polled<Page<SubscriptionAnswer>> | undefined;
  readonly pages: number;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  if (!list) {
    return (
      <EmptyNote>
        <strong>{speech.text('key.needed')}</strong>
        {speech.text('key.needed-why')}
      </EmptyNote>
    );
  }
  const all = list.data?.value;
  return (
    <>
      <div className={styles.row}>
        <Button icon={<AddRegular />} onClick={() => changeQuery({ tab: undefined, pages: undefined })}>
          {speech.text('export.add')}
        </Button>
      </div>
      <ListStates
        all={all}
        shown={all ?? []}
        error={list.error}
        onTryAgain={() => void list.refetch()}
        onClearFilters={() => {}}
        empty={speech.text('export.empty')}
      >
        {byHost(all ?? []).map(([host, own]) => (
          <Host key={host} host={host} subscriptions={own} />
        ))}
      </ListStates>
      {list.data?.nextLink !== undefined && (
        <div className={styles.row}>
          <Button onClick={() => changeQuery({ pages: String(pages + 1) }, { replace: true })}>
            {speech.text('subscriptions.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Host({ host, subscriptions }: { readonly host: string; readonly subscriptions: readonly Subscription[] }) {
  const speech = useSpeech();
  const views = useViewStyles();
  const styles = useStyles();
  const arrows = useArrowNavigationGroup({ axis: 'grid' });
  return (
    <section className={views.section}>
      <h2 className={views.heading}>
        <span className={views.anywhere}>
          {speech.text('status.group', { name: host, count: subscriptions.length })}
        </span>
      </h2>
      <div className={views.scroll}>
        <Table className={styles.table} size="small" aria-label={host} {...arrows}>
          <TableHead
            columns={[
              speech.text('export.label'),
              speech.text('flow.trigger'),
              speech.text('export.type'),
              speech.text('subscriptions.created'),
              speech.text('status.state'),
            ]}
          />
          <TableBody>
            {subscriptions.map((subscription) => {
              const { id, label, environmentId, triggerType, createdAt, status } = subscription;
              return (
                <TableRow key={id}>
                  <TableCell>
                    <Link href={subscriptionsLink(environmentId, id)}>{label ?? host}</Link>
                  </TableCell>
                  <TableCell>{speech.text(`trigger.${triggerType}`)}</TableCell>
                  <TableCell>{kindName(speech, kindOf(subscription))}</TableCell>
                  <TableCell>
                    <Time at={createdAt} />
                  </TableCell>
                  <TableCell>
                    <StatusWord tone={subscriptionTones[status]}>{speech.text(`subscription.${status}`)}</StatusWord>
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}
