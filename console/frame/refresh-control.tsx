import { Button, makeStyles, Switch, Text, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { autoRefresh, POLL_MS } from '../parts/auto-refresh.ts';
import { useShortcut } from '../parts/shortcuts.ts';
import { useSpeech } from '../parts/speech.tsx';
import { useStore } from '../parts/store.ts';
import { useNow } from '../parts/use-now.ts';
import type { Polled } from '../parts/use-polled.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  stale: { color: tokens.colorStatusWarningForeground1 },
});

/** Whether at least two polls in a row have failed, so that what is shown may be wrong by now. */
export function isStale({ isError, dataUpdatedAt }: Polled<unknown>, now: number): boolean {
  return isError && dataUpdatedAt > 0 && now - dataUpdatedAt > 2 * POLL_MS;
}

/** The switch of the polls, how old is what is shown, and a button that reads it now. */
export function RefreshControl({ polled }: { readonly polled: Polled<unknown> }) {
  const styles = useStyles();
  const speech = useSpeech();
  const isOn = useStore(autoRefresh);
  const now = Math.max(useNow(1000), polled.dataUpdatedAt);
  const queries = useQueryClient();
  const refresh = useCallback(() => void queries.refetchQueries({ type: 'active' }), [queries]);
  useShortcut('r', refresh);
  const age =
    polled.dataUpdatedAt === 0
      ? speech.text('refresh.never')
      : speech.text('refresh.age', { age: speech.relative(polled.dataUpdatedAt, now) });
  return (
    <div className={styles.root}>
      <Switch
        label={speech.text('refresh.label')}
        checked={isOn}
        onChange={(_, { checked }) => autoRefresh.set(checked)}
      />
      <Text size={200} {...(isStale(polled, now) && { className: styles.stale })}>
        {age}
      </Text>
      <Tooltip content={speech.text('refresh.now')} relationship="label">
        <Button appearance="subtle" icon={<ArrowClockwiseRegular />} onClick={refresh} />
      </Tooltip>
    </div>
  );
}
