import { Button, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { ErrorBar } from './error-bar.tsx';
import { useSpeech } from './speech.tsx';

const useStyles = makeStyles({
  skeleton: { display: 'grid', gap: tokens.spacingVerticalM, paddingBlock: tokens.spacingVerticalM },
  empty: {
    display: 'grid',
    justifyItems: 'start',
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalM,
    color: tokens.colorNeutralForeground2,
  },
});

/** Rows in place of those that are being read for the first time. */
export function LoadingRows({ count = 4 }: { readonly count?: number }) {
  const styles = useStyles();
  const speech = useSpeech();
  return (
    <Skeleton aria-label={speech.text('list.loading')} className={styles.skeleton}>
      {Array.from({ length: count }, (_, row) => row).map((row) => (
        <SkeletonItem key={row} size={24} />
      ))}
    </Skeleton>
  );
}

/** Tells what would fill an empty list. */
export function EmptyNote({ children }: { readonly children: ReactNode }) {
  return <div className={useStyles().empty}>{children}</div>;
}

/** Tells that filters hide everything that has been read, and offers to clear them. */
export function NoMatch({ onClear, hasMore = false }: { readonly onClear: () => void; readonly hasMore?: boolean }) {
  const speech = useSpeech();
  return (
    <EmptyNote>
      {speech.text(hasMore ? 'list.no-match-yet' : 'list.no-match')}
      <Button onClick={onClear}>{speech.text('list.clear-filters')}</Button>
    </EmptyNote>
  );
}

/** How a list stands. */
interface ListState {
  /** Absent before the first answer. */
  readonly all: readonly unknown[] | undefined;
  /** Those of all that the filters let through. */
  readonly shown: readonly unknown[];
  readonly error: Error | null;
  readonly onTryAgain: () => void;
  readonly onClearFilters: () => void;
  /** Whether there is more of the list than all. */
  readonly hasMore?: boolean;
  /** What an empty list tells. */
  readonly empty: ReactNode;
  readonly children: ReactNode;
}

/** A list in one of its four states: loading, empty, nothing matches, failed. Otherwise the list itself. */
export function ListStates({
  all,
  shown,
  error,
  onTryAgain,
  onClearFilters,
  hasMore = false,
  empty,
  children,
}: ListState) {
  const bar = error && <ErrorBar error={error} onTryAgain={onTryAgain} />;
  if (!all) return bar ?? <LoadingRows />;
  return (
    <>
      {bar}
      {all.length === 0 ? <EmptyNote>{empty}</EmptyNote> : null}
      {all.length > 0 && shown.length === 0 ? <NoMatch onClear={onClearFilters} hasMore={hasMore} /> : null}
      {shown.length > 0 ? children : null}
    </>
  );
}
