import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircleFilled,
  CircleFilled,
  ClockRegular,
  DismissCircleFilled,
  type FluentIcon,
  NextRegular,
  PauseCircleRegular,
  ProhibitedFilled,
  WarningFilled,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';

/** How good a status is. */
export type Tone = 'good' | 'warning' | 'bad' | 'waiting' | 'off' | 'paused' | 'skipped' | 'neutral';

const ICONS: Readonly<Record<Tone, FluentIcon>> = {
  good: CheckmarkCircleFilled,
  warning: WarningFilled,
  bad: DismissCircleFilled,
  waiting: ClockRegular,
  off: ProhibitedFilled,
  paused: PauseCircleRegular,
  skipped: NextRegular,
  neutral: CircleFilled,
};

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', verticalAlign: 'bottom', gap: tokens.spacingHorizontalXS },
  icon: { flexShrink: 0, fontSize: '16px', color: tokens.colorNeutralForeground3 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
});

/** A status as an icon and a word: the colour alone says nothing. */
export function StatusWord({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  const styles = useStyles();
  const Icon = ICONS[tone];
  const colour = tone === 'good' || tone === 'warning' || tone === 'bad' ? styles[tone] : undefined;
  return (
    <span className={styles.root}>
      <Icon className={mergeClasses(styles.icon, colour)} />
      <span>{children}</span>
    </span>
  );
}
