import { Link, MessageBar, MessageBarBody, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { readEnvironments } from '../api/environments.ts';
import { session } from '../api/session.ts';
import { go } from '../parts/address.ts';
import { Announcements } from '../parts/announcements.tsx';
import { CreateFlowPane } from '../parts/create-flow/create-flow-pane.tsx';
import { EmptyNote } from '../parts/list-states.tsx';
import { Notices } from '../parts/notices.tsx';
import { useShortcut } from '../parts/shortcuts.ts';
import { useSpeech } from '../parts/speech.tsx';
import { useStore } from '../parts/store.ts';
import { useNow } from '../parts/use-now.ts';
import { useOverview } from '../parts/use-overview.ts';
import { usePolled } from '../parts/use-polled.ts';
import type { View } from '../views/view.ts';
import { views } from '../views/views.ts';
import { rememberEnvironment, usePlace, viewLink } from './current-view.ts';
import { EnvironmentPicker } from './environment-picker.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { KeyNeeded } from './key-needed.tsx';
import { Navigation } from './navigation.tsx';
import { isStale, RefreshControl } from './refresh-control.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { useNews } from './use-news.ts';
import { useTabTitle } from './use-tab-title.ts';

const NARROW = '@media (max-width: 800px)';
const isNarrow = () => matchMedia('(max-width: 800px)').matches;

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100vh',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  skip: { position: 'absolute', insetInlineStart: '-999px', ':focus': { insetInlineStart: '0', zIndex: 1 } },
  columns: { display: 'flex', alignItems: 'stretch', flexGrow: 1, [NARROW]: { flexDirection: 'column' } },
  navigation: { width: '240px', flexShrink: 0, [NARROW]: { width: 'auto' } },
  main: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'start',
    gap: tokens.spacingVerticalM,
    flexGrow: 1,
    minWidth: 0,
    padding: tokens.spacingHorizontalXXL,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus': { outlineStyle: 'none' },
    [NARROW]: { padding: tokens.spacingHorizontalM },
  },
});

const home: View = views[0];

/** The page around the views. */
export function Frame() {
  const styles = useStyles();
  const speech = useSpeech();
  const { view, environmentId, isRoot } = usePlace();
  const state = useStore(session);
  const isIn = state === 'open' || state === 'signed-in';
  const environments = usePolled(['environments'], readEnvironments, {
    isEnabled: isIn,
    until: (found) => found.length > 0,
  });
  const overview = useOverview(environmentId, isIn);
  const [isAsking, setAsking] = useState(false);
  const [isHelping, setHelping] = useState(false);
  const [hasMenu, setMenu] = useState(() => !isNarrow());
  const help = useCallback(() => setHelping(true), []);
  useShortcut('?', help);
  useSearchShortcut();
  useNews(overview.data);
  useTabTitle(view, environmentId, overview.data);
  const first = environments.data?.[0]?.environmentId;
  useEffect(() => {
    if (environmentId !== undefined) rememberEnvironment(environmentId);
    else if (first !== undefined) rememberEnvironment(first);
  }, [environmentId, first]);
  useEffect(() => {
    if (isRoot && environmentId !== undefined) go(viewLink(home, environmentId), { replace: true });
  }, [isRoot, environmentId]);
  useEffect(() => {
    if (state === 'expired') setAsking(true);
  }, [state]);
  const shown = view ?? (isRoot ? home : undefined);
  return (
    <div className={styles.root}>
      <Link className={styles.skip} href="#main" onClick={focusMain}>
        {speech.text('frame.skip')}
      </Link>
      <TopBar onMenu={() => setMenu(!hasMenu)} onEnterKey={() => setAsking(true)} onHelp={help}>
        {isIn && (
          <>
            <EnvironmentPicker environments={environments.data ?? []} environmentId={environmentId} view={view} />
            <RefreshControl polled={environmentId === undefined ? environments : overview} />
          </>
        )}
      </TopBar>
      <div className={styles.columns}>
        {hasMenu && (
          <div className={styles.navigation}>
            <Navigation current={shown} environmentId={environmentId} overview={isIn ? overview.data : undefined} />
          </div>
        )}
        <main id="main" tabIndex={-1} className={styles.main}>
          {isIn && <StaleNotice polled={overview} />}
          <Content view={shown} environmentId={environmentId} isIn={isIn} onEnterKey={() => setAsking(true)} />
        </main>
      </div>
      <CreateFlowPane environmentId={environmentId} />
      {isAsking && !isIn && <SignInDialog isExpired={state === 'expired'} onClose={() => setAsking(false)} />}
      {isHelping && <HelpDialog onClose={() => setHelping(false)} />}
      <Notices />
      <Announcements />
    </div>
  );
}

function Content({
  view,
  environmentId,
  isIn,
  onEnterKey,
}: {
  readonly view: View | undefined;
  readonly environmentId: string | undefined;
  readonly isIn: boolean;
  readonly onEnterKey: () => void;
}) {
  const speech = useSpeech();
  const state = useStore(session);
  if (!view) {
    return (
      <EmptyNote>
        {speech.text('frame.not-found')}
        <Link href="#/">{speech.text('frame.to-status')}</Link>
      </EmptyNote>
    );
  }
  if (view.needsKey && state === 'checking') return <Spinner label={speech.text('frame.loading')} />;
  if (view.needsKey && !isIn)
    return <KeyNeeded title={speech.text(view.title)} onEnter={onEnterKey} Sample={view.Sample} />;
  return <view.Component key={view.pattern} environmentId={environmentId} />;
}

function StaleNotice({ polled }: { readonly polled: ReturnType<typeof useOverview> }) {
  const speech = useSpeech();
  const now = useNow(1000);
  if (!isStale(polled, now)) return null;
  return (
    <MessageBar intent="warning">
      <MessageBarBody>
        {speech.text('refresh.stale', { time: speech.timeOfDay(new Date(polled.dataUpdatedAt)) })}
      </MessageBarBody>
    </MessageBar>
  );
}

/** The first search box of the view gets the focus. */
function useSearchShortcut(): void {
  const search = useCallback(() => document.querySelector<HTMLElement>('#main input[type=search]')?.focus(), []);
  useShortcut('/', search);
}

function focusMain(event: { preventDefault(): void }): void {
  // The hash of the address is the state of the view.
  event.preventDefault();
  document.getElementById('main')?.focus();
}
