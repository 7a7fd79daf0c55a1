import { ProgressBar } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { runMany } from './run-many.ts';
import { useAfterAction } from './use-after-action.ts';

/**
 * Asks before the same is done with each of many items, and shows how far it is. An error stays in the dialog; another try goes on
 * with the items that are left.
 */
export function ManyDialog<T>({
  items,
  title,
  explain,
  action,
  onItem,
  onDone,
  onClose,
}: {
  readonly items: readonly T[];
  readonly title: string;
  /** Says what the action does to `count` items. */
  readonly explain: (count: number) => string;
  /** The word on the button, for `count` items. */
  readonly action: (count: number) => string;
  readonly onItem: (item: T) => Promise<unknown>;
  /** Gets how many items it was done with, in all tries. */
  readonly onDone: (count: number) => void;
  readonly onClose: () => void;
}) {
  const afterAction = useAfterAction();
  const [left, setLeft] = useState(items);
  const [finished, setFinished] = useState<number>();
  const total = useRef(0);
  const run = async () => {
    setFinished(0);
    const { done, faults } = await runMany(left, onItem, setFinished);
    total.current += done.length;
    setFinished(undefined);
    setLeft(left.filter((item) => !done.includes(item)));
    await afterAction();
    if (faults.length > 0) throw faults[0];
    onDone(total.current);
  };
  const text = explain(left.length);
  return (
    <ConfirmDialog title={title} action={action(left.length)} onConfirm={run} onClose={onClose}>
      {text}
      {finished !== undefined && <ProgressBar value={finished} max={left.length} aria-label={title} />}
    </ConfirmDialog>
  );
}
