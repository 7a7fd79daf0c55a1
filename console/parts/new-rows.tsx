import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUpRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';

/** A list as a poll has brought it. */
interface PolledList<T> {
  /** Absent before the first answer. */
  readonly rows: readonly T[] | undefined;
  /** Names the filters that this answer is for. */
  readonly name: string;
  readonly idOf: (row: T) => string;
}

/** A list whose new rows wait while somebody reads further down. */
export interface HeldList<T> {
  readonly rows: readonly T[] | undefined;
  /** How many new rows wait. */
  readonly waiting: number;
  readonly show: () => void;
}

/** Further down than this, a new row at the top would move what somebody reads. */
const SCROLLED_PX = 80;

interface Known {
  readonly name: string;
  readonly ids: ReadonlySet<string>;
}

/** Holds back the rows that a poll brings while the page is scrolled. */
export function useHeldRows<T>({ rows, name, idOf }: PolledList<T>): HeldList<T> {
  const [known, setKnown] = useState<Known>();
  const isSame = known?.name === name;
  const fresh = isSame && rows ? rows.filter((row) => !known.ids.has(idOf(row))) : [];
  const showAll = () => rows && setKnown({ name, ids: new Set(rows.map(idOf)) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another answer brings new rows
  useEffect(() => {
    if (!isSame || (fresh.length > 0 && scrollY < SCROLLED_PX)) showAll();
  }, [rows, name]);
  return {
    rows: fresh.length > 0 ? rows?.filter((row) => !fresh.includes(row)) : rows,
    waiting: fresh.length,
    show: () => {
      showAll();
      scrollTo({ top: 0 });
    },
  };
}

const useStyles = makeStyles({
  root: { position: 'sticky', top: tokens.spacingVerticalS, zIndex: 1, justifySelf: 'center' },
});

/** Offers the new rows that wait. */
export function NewRowsBar({ children, onShow }: { readonly children: string; readonly onShow: () => void }) {
  return (
    <Button
      className={useStyles().root}
      shape="circular"
      appearance="primary"
      icon={<ArrowUpRegular />}
      onClick={onShow}
    >
      {children}
    </Button>
  );
}
