import { Select } from '@fluentui/react-components';
import { changeQuery } from '../../parts/address.ts';
import { PillGroup, SearchField, TriggerField } from '../../parts/filter-fields.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { deliveryFilters, type FiringsAddress, periods } from './firing-address.ts';

/** What to show: how far back, of which trigger, with which deliveries, of which name. All of it is in the address. */
export function FiringFilters({ address: { period, type, state, search } }: { readonly address: FiringsAddress }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <div className={styles.row}>
      <PillGroup
        label={speech.text('firings.period')}
        pills={periods.map((one) => ({ value: one, title: speech.text(`firings.period-${one}`) }))}
        value={period}
        onChange={(one) => changeQuery({ since: one === '24h' ? undefined : one, count: undefined })}
      />
      <TriggerField
        anyLabel={speech.text('firings.any-trigger')}
        value={type}
        onChange={(value) => changeQuery({ type: value, count: undefined })}
      />
      <Select
        size="small"
        aria-label={speech.text('firings.deliveries')}
        value={state ?? ''}
        onChange={(_, { value }) => changeQuery({ state: value })}
      >
        <option value="">{speech.text('firings.any-state')}</option>
        {deliveryFilters.map((one) => (
          <option key={one} value={one}>
            {speech.text(`firings.state-${one}`)}
          </option>
        ))}
      </Select>
      <SearchField label={speech.text('firings.search')} value={search} />
    </div>
  );
}
