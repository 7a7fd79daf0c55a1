import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { DeadLetter } from '../../api/dead-letters.ts';
import { changeQuery } from '../../parts/address.ts';
import { ListStates, NoMatch } from '../../parts/list-states.tsx';
import { NewRowsBar, useHeldRows } from '../../parts/new-rows.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import type { ViewProperties } from '../view.ts';
import { type DeadLettersAddress, more, useDeadLettersAddress } from './dead-letters-address.ts';
import { LetterFilters } from './letter-filters.tsx';
import { LetterGroup } from './letter-group.tsx';
import { LetterPane } from './letter-pane.tsx';
import { nameOfLetter } from './letter-words.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useDeadLetters } from './use-dead-letters.ts';

/** What was given up, grouped by the reason. */
export function DeadLettersView({ environmentId }: ViewProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <div className={styles.view}>
      <h1 className={styles.title}>{speech.text('nav.dead-letters')}</h1>
      <Letters key={environmentId} environmentId={environmentId} />
    </div>
  );
}

function Letters({ environmentId }: { readonly environmentId: string | undefined }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const address = useDeadLettersAddress();
  const { code, isOfAll, source, letterId } = address;
  const { data, error, refetch } = useDeadLetters(environmentId, address);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const held = useHeldRows({ rows: data?.value, name: data?.name ?? '', idOf: ({ id }) => id });
  const found = (held.rows ?? []).filter((letter) => isFound(letter, address.search));
  const shown = found.filter((letter) => source === undefined || letter.source === source);
  const chosen = shown.filter(({ id }) => selected.has(id));
  const select = (letters: readonly DeadLetter[], isSelected: boolean) => {
    const ids = new Set(selected);
    for (const { id } of letters) {
      if (isSelected) ids.add(id);
      else ids.delete(id);
    }
    setSelected(ids);
  };
  const clear = () => changeQuery({ source: undefined, code: undefined, search: undefined });
  const groups = Map.groupBy(shown, (letter) => `${letter.source} ${letter.code}`);
  return (
    <section className={styles.section}>
      <LetterFilters address={address} found={found} environmentId={environmentId} />
      {held.waiting > 0 && (
        <NewRowsBar onShow={held.show}>{speech.text('dead-letters.show-new', { count: held.waiting })}</NewRowsBar>
      )}
      <ListStates
        all={held.rows}
        shown={shown}
        error={error}
        onTryAgain={() => void refetch()}
        onClearFilters={clear}
        hasMore={data?.hasMore ?? false}
        empty={code === undefined ? <NothingGivenUp /> : <NoMatch onClear={clear} />}
      >
        {[...groups].map(([name, letters]) => (
          <LetterGroup
            key={name}
            letters={letters}
            selected={selected}
            onSelect={select}
            environmentId={isOfAll ? undefined : environmentId}
          />
        ))}
      </ListStates>
      {data?.hasMore && (
        <Button onClick={() => changeQuery({ count: more(address.count) }, { replace: true })}>
          {speech.text('dead-letters.more')}
        </Button>
      )}
      {chosen.length > 0 && <SelectionBar letters={chosen} onClear={() => setSelected(new Set())} />}
      {letterId !== undefined && data && (
        <LetterPane key={letterId} letter={data.value.find(({ id }) => id === letterId)} />
      )}
    </section>
  );
}

function NothingGivenUp() {
  const speech = useSpeech();
  return <StatusWord tone="good">{speech.text('dead-letters.none')}</StatusWord>;
}

function isFound(letter: DeadLetter, search: DeadLettersAddress['search']): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  const { id, notificationId, subscriptionId, firingId, reasonText, original } = letter;
  const texts = [nameOfLetter(letter), id, notificationId, subscriptionId, firingId, reasonText, original];
  return wanted === '' || texts.some((text) => text?.toLocaleLowerCase().includes(wanted));
}
