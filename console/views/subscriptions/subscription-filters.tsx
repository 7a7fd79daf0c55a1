import { Switch, ToggleButton } from '@fluentui/react-components';
import type { SubscriptionStatus } from '../../../shared/contract/subscription.ts';
import type { Overview } from '../../api/overview.ts';
import { changeQuery, useAddress } from '../../parts/address.ts';
import { triggerChoices } from '../../parts/create-flow/flow-start.ts';
import { SearchField, TriggerField } from '../../parts/filter-fields.tsx';
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
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own */}
      <div role="group" aria-label={speech.text('status.filter')} className={styles.row}>
        {[undefined, ...STATUSES].map((one) => (
          <ToggleButton
            key={one ?? 'all'}
            size="small"
            shape="circular"
            checked={status === one}
            onClick={() => changeQuery({ status: one, pages: undefined })}
          >
            {one === undefined
              ? counted(speech.text('subscriptions.all'), overview?.subscriptions.count)
              : counted(speech.text(`subscription.${one}`), overview?.subscriptions.byStatus[one])}
          </ToggleButton>
        ))}
      </div>
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
