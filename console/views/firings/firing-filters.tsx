import { Select, ToggleButton } from '@fluentui/react-components';
import { changeQuery } from '../../parts/address.ts';
import { SearchField, TriggerField } from '../../parts/filter-fields.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { deliveryFilters, type FiringsAddress, periods } from './firing-address.ts';

/** What to show: how far back, of which trigger, with which deliveries, of which name. All of it is in the address. */
export function FiringFilters({ address: { period, type, state, search } }: { readonly address: FiringsAddress }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <div className={styles.row}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own */}
      <div role="group" aria-label={speech.text('firings.period')} className={styles.row}>
        {periods.map((one) => (
          <ToggleButton
            key={one}
            size="small"
            shape="circular"
            checked={one === period}
            onClick={() => changeQuery({ since: one === '24h' ? undefined : one, count: undefined })}
          >
            {speech.text(`firings.period-${one}`)}
          </ToggleButton>
        ))}
      </div>
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
