import { Select } from '@fluentui/react-components';
import type { DeadLetter } from '../../api/dead-letters.ts';
import { changeQuery } from '../../parts/address.ts';
import { PillGroup, SearchField } from '../../parts/filter-fields.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { useOverview } from '../../parts/use-overview.ts';
import { type DeadLettersAddress, sources } from './dead-letters-address.ts';

/** What to show: of which source, code, environment and name. All of it is in the address. */
export function LetterFilters({
  address: { source, code, search, isOfAll },
  found,
  environmentId,
}: {
  readonly address: DeadLettersAddress;
  /** Those that all other filters let through. */
  readonly found: readonly DeadLetter[];
  readonly environmentId: string | undefined;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const overview = useOverview(environmentId);
  const known = isOfAll ? [] : Object.keys(overview.data?.deadLetters.byCode ?? {});
  const codes = new Set([...known, ...found.map((letter) => letter.code), ...(code === undefined ? [] : [code])]);
  const countOf = (one: DeadLetter['source'] | undefined) =>
    one === undefined ? found.length : found.filter((letter) => letter.source === one).length;
  return (
    <div className={styles.row}>
      <PillGroup
        label={speech.text('dead-letters.source')}
        pills={[undefined, ...sources].map((one) => ({
          value: one,
          title: speech.text('dead-letters.count', {
            name: speech.text(`dead-letters.source-${one ?? 'all'}`),
            count: countOf(one),
          }),
        }))}
        value={source}
        onChange={(one) => changeQuery({ source: one })}
      />
      <Select
        size="small"
        aria-label={speech.text('dead-letters.code')}
        value={code ?? ''}
        onChange={(_, { value }) => changeQuery({ code: value, count: undefined })}
      >
        <option value="">{speech.text('dead-letters.any-code')}</option>
        {[...codes].toSorted().map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Select>
      {environmentId !== undefined && (
        <Select
          size="small"
          aria-label={speech.text('environment.label')}
          value={isOfAll ? 'all' : ''}
          onChange={(_, { value }) => changeQuery({ of: value, count: undefined })}
        >
          <option value="">{speech.text('dead-letters.of-one')}</option>
          <option value="all">{speech.text('dead-letters.of-all')}</option>
        </Select>
      )}
      <SearchField label={speech.text('dead-letters.search')} value={search} />
    </div>
  );
}
