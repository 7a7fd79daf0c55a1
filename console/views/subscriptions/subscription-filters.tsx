import { Switch } from '@fluentui/react-components';
import type { SubscriptionStatus } from '../../../shared/contract/subscription.ts';
import type { Overview } from '../../api/overview.ts';
import { changeQuery, useAddress } from '../../parts/address.ts';
import { triggerChoices } from '../../parts/create-flow/flow-start.ts';
import { PillGroup, SearchField, TriggerField } from '../../parts/filter-fields.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';

/** In the order in which they are offered: the good one, then those that need attention. */
const STATUSES: readonly SubscriptionStatus[] = ['active', 'failing', 'dormant', 'disabled', 'gone'];

/** The filters of the address. */
export interface Filters {
  readonly status: SubscriptionStatus | undefined;
  readonly type: (typeof triggerChoices)[number] | undefined;
  readonly search: string;
  /** Whether the subscriptions of all environments are shown. */
  readonly isEverywhere: boolean;
  /** How many pages of the list are shown. */
  readonly pages: number;
}

export function useFilters(): Filters {
  const { query } = useAddress();
  return {
    status: STATUSES.find((status) => status === query.get('status')),
    type: triggerChoices.find((type) => type === query.get('type')),
    search: query.get('search') ?? '',
    isEverywhere: query.get('scope') === 'all',
    pages: Math.max(1, Math.trunc(Number(query.get('pages') ?? 1)) || 1),
  };
}

export function clearFilters(): void {
  changeQuery({ status: undefined, type: undefined, search: undefined, pages: undefined });
}

/** The filters by status, trigger and text. @param overview of the environment that is shown, which has the numbers */
export function SubscriptionFilters({
  filters: { status, type, search, isEverywhere },
  overview,
}: {
  readonly filters: Filters;
  readonly overview: Overview | undefined;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const counted = (name: string, count: number | undefined) =>
    count === undefined ? name : speech.text('status.filter-count', { name, count });
  return (
    <div className={styles.row}>
      <PillGroup
        label={speech.text('status.filter')}
        pills={[
          { value: undefined, title: counted(speech.text('subscriptions.all'), overview?.subscriptions.count) },
          ...STATUSES.map((one) => ({
            value: one,
            title: counted(speech.text(`subscription.${one}`), overview?.subscriptions.byStatus[one]),
          })),
        ]}
        value={status}
        onChange={(one) => changeQuery({ status: one, pages: undefined })}
      />
      <TriggerField
        anyLabel={speech.text('subscriptions.any-type')}
        value={type}
        onChange={(value) => changeQuery({ type: value, pages: undefined })}
      />
      <SearchField label={speech.text('subscriptions.search')} value={search} />
      <Switch
        label={speech.text('subscriptions.everywhere')}
        checked={isEverywhere}
        onChange={(_, { checked }) => changeQuery({ scope: checked ? 'all' : undefined, pages: undefined })}
      />
    </div>
  );
}
