import { Field, Select } from '@fluentui/react-components';
import type { Overview } from '../../api/overview.ts';
import { changeQuery, useAddress } from '../../parts/address.ts';
import { CreateFlowLink } from '../../parts/create-flow/create-flow-link.tsx';
import { PillGroup, SearchField } from '../../parts/filter-fields.tsx';
import { EmptyNote, NoMatch } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import type { WatchedMetric } from '../../parts/thresholds.ts';
import { allMetrics, type MetricFilter, metricFilters, passes, sorted, sorts } from './distance.ts';
import { MetricTable } from './metric-table.tsx';
import type { SubscriptionsById } from './waiting-flows.tsx';

/** Every metric against the thresholds that flows wait for, with filters, a search box and an order. */
export function Metrics({ overview, byId }: { readonly overview: Overview; readonly byId: SubscriptionsById }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { query } = useAddress();
  const search = query.get('search') ?? '';
  const filter = metricFilters.find((one) => one === query.get('show')) ?? 'watched';
  const sort = sorts.find((one) => one === query.get('sort')) ?? 'nearest';
  const metrics = allMetrics(overview);
  const shown = sorted(
    metrics.filter((metric) => passes(filter, metric) && isFound(metric, search)),
    sort,
  );
  const isEmpty = filter === 'watched' && !metrics.some((metric) => passes(filter, metric));
  return (
    <section className={styles.section} aria-labelledby="metrics">
      <h2 id="metrics" className={styles.heading}>
        {speech.text('thresholds.metrics')}
      </h2>
      <div className={styles.row}>
        <Filters metrics={metrics} current={filter} />
        <SearchField label={speech.text('thresholds.search')} value={search} />
        <Field label={speech.text('thresholds.sort')} orientation="horizontal" size="small">
          <Select
            size="small"
            value={sort}
            onChange={(_, { value }) =>
              changeQuery({ sort: value === 'nearest' ? undefined : value }, { replace: true })
            }
          >
            {sorts.map((one) => (
              <option key={one} value={one}>
                {speech.text(`thresholds.sort-${one}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {isEmpty && (
        <EmptyNote>
          {speech.text('thresholds.empty')}
          <CreateFlowLink start={{ trigger: 'segment-threshold-crossed' }}>{speech.text('flow.create')}</CreateFlowLink>
        </EmptyNote>
      )}
      {!isEmpty && shown.length === 0 && (
        <NoMatch onClear={() => changeQuery({ show: undefined, search: undefined }, { replace: true })} />
      )}
      {shown.length > 0 && <MetricTable metrics={shown} byId={byId} />}
    </section>
  );
}

function isFound({ name, displayName }: WatchedMetric, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  return [name, displayName].some((text) => text.toLocaleLowerCase().includes(wanted));
}

function Filters({ metrics, current }: { readonly metrics: readonly WatchedMetric[]; readonly current: MetricFilter }) {
  const speech = useSpeech();
  const pills = metricFilters
    .map((filter) => ({ filter, count: metrics.filter((metric) => passes(filter, metric)).length }))
    .filter(({ filter, count }) => count > 0 || filter === current || filter === 'watched');
  return (
    <PillGroup
      label={speech.text('thresholds.filter')}
      pills={pills.map(({ filter, count }) => ({
        value: filter,
        title: speech.text(filter === 'watched' ? 'thresholds.all' : `thresholds.${filter}`, { count }),
      }))}
      value={current}
      onChange={(filter) => changeQuery({ show: filter === 'watched' ? undefined : filter })}
    />
  );
}
