import { Button, makeStyles, Text, Tooltip, tokens } from '@fluentui/react-components';
import { KeyRegular, NavigationRegular, QuestionCircleRegular, SignOutRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { session } from '../api/session.ts';
import { signOut } from '../api/sign-in.ts';
import { useSpeech } from '../parts/speech.tsx';
import { useStore } from '../parts/store.ts';
import { LanguageMenu, ThemeMenu } from './settings-menus.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  end: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', marginInlineStart: 'auto' },
});

/** The bar above everything. What only those with a key can use is its child. */
export function TopBar({
  children,
  onMenu,
  onEnterKey,
  onHelp,
}: {
  readonly children: ReactNode;
  readonly onMenu: () => void;
  readonly onEnterKey: () => void;
  readonly onHelp: () => void;
}) {
  const styles = useStyles();
  const speech = useSpeech();
  const state = useStore(session);
  return (
    <header className={styles.root}>
      <Tooltip content={speech.text('frame.menu')} relationship="label">
        <Button appearance="subtle" icon={<NavigationRegular />} onClick={onMenu} />
      </Tooltip>
      <Text weight="semibold">Insight Triggers</Text>
      {children}
      <div className={styles.end}>
        <LanguageMenu />
        <ThemeMenu />
        <Tooltip content={speech.text('help.title')} relationship="label">
          <Button appearance="subtle" icon={<QuestionCircleRegular />} onClick={onHelp} />
        </Tooltip>
        {state === 'signed-in' && (
          <Tooltip content={speech.text('key.sign-out')} relationship="label">
            <Button appearance="subtle" icon={<SignOutRegular />} onClick={signOut} />
          </Tooltip>
        )}
        {(state === 'needs-key' || state === 'expired') && (
          <Button appearance="subtle" icon={<KeyRegular />} onClick={onEnterKey}>
            {speech.text('key.enter')}
          </Button>
        )}
      </div>
    </header>
  );
}
