import {
  Link,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableRow,
  tokens,
  useArrowNavigationGroup,
} from '@fluentui/react-components';
import type { Overview } from '../../api/overview.ts';
import type { Subscription } from '../../api/subscriptions.ts';
import { linkHere } from '../../parts/address.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { openRowMenu, RowMenu } from '../../parts/row-menu.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { nameOf, waitsFor } from '../../parts/waits.ts';
import { ActionItems } from './action-items.tsx';
import { LastDelivery, Status } from './subscription-state.tsx';
import { isForAnySource } from './subscription-words.ts';
import type { Act } from './use-subscription-actions.tsx';

const useStyles = makeStyles({
  table: { minWidth: '860px' },
  cell: { paddingBlock: tokens.spacingVerticalS, verticalAlign: 'top', overflowWrap: 'anywhere' },
  narrow: { width: '90px' },
  lines: { display: 'grid', justifyItems: 'start', gap: tokens.spacingVerticalXXS },
});

interface RowProperties {
  /** Of the environment that is shown, for the display names; absent for all environments. */
  readonly overview: Overview | undefined;
  readonly act: Act;
  /** Whether each row says which environment it belongs to. */
  readonly hasEnvironment: boolean;
}

/** The subscriptions, each with its state and its actions. */
export function SubscriptionTable({
  subscriptions,
  ...row
}: RowProperties & { readonly subscriptions: readonly Subscription[] }) {
  const speech = useSpeech();
  const views = useViewStyles();
  const styles = useStyles();
  const arrows = useArrowNavigationGroup({ axis: 'grid' });
  return (
    <div className={views.scroll}>
      <Table className={styles.table} size="small" aria-label={speech.text('nav.subscriptions')} {...arrows}>
        <TableHead
          columns={[
            speech.text('subscriptions.label'),
            speech.text('subscriptions.waits-for'),
            speech.text('status.state'),
            speech.text('subscriptions.last-delivery'),
            [speech.text('subscriptions.failures'), styles.narrow],
            [speech.text('status.actions'), styles.narrow],
          ]}
        />
        <TableBody>
          {subscriptions.map((subscription) => (
            <Row key={subscription.id} subscription={subscription} {...row} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Row({ subscription, overview, act, hasEnvironment }: RowProperties & { readonly subscription: Subscription }) {
  const speech = useSpeech();
  const views = useViewStyles();
  const styles = useStyles();
  const { id, triggerType, environmentId, consecutiveFailures } = subscription;
  const name = nameOf(subscription);
  const words = waitsFor(speech, subscription, overview);
  return (
    <TableRow onKeyDown={openRowMenu}>
      <TableCell className={styles.cell}>
        <span className={styles.lines}>
          <Link href={linkHere({ subscription: id })}>{name}</Link>
          <span className={views.quiet}>{speech.text(`trigger.${triggerType}`)}</span>
          {hasEnvironment && <span className={views.quiet}>{environmentId}</span>}
        </span>
      </TableCell>
      <TableCell className={styles.cell}>
        {isForAnySource(subscription) ? <StatusWord tone="warning">{words}</StatusWord> : words}
      </TableCell>
      <TableCell className={styles.cell}>
        <span className={styles.lines}>
          <Status subscription={subscription} />
        </span>
      </TableCell>
      <TableCell className={styles.cell}>
        <span className={styles.lines}>
          <LastDelivery subscription={subscription} />
        </span>
      </TableCell>
      <TableCell className={styles.cell}>
        {consecutiveFailures > 0 ? speech.number(consecutiveFailures) : '–'}
      </TableCell>
      <TableCell className={styles.cell}>
        <RowMenu name={speech.text('status.actions-for', { name })}>
          <ActionItems subscription={subscription} act={act} />
        </RowMenu>
      </TableCell>
    </TableRow>
  );
}
