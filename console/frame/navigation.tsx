import { CounterBadge, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Overview } from '../api/overview.ts';
import { useAddress } from '../parts/address.ts';
import { useSpeech } from '../parts/speech.tsx';
import type { View } from '../views/view.ts';
import { views } from '../views/views.ts';
import { viewLink } from './current-view.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: tokens.spacingVerticalS },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover, textDecorationLine: 'none' },
  },
  current: { backgroundColor: tokens.colorNeutralBackground1Selected, fontWeight: tokens.fontWeightSemibold },
  icon: { flexShrink: 0, fontSize: '20px' },
  badge: { marginInlineStart: 'auto', flexShrink: 0 },
});

/** The views, each with how many things in it need attention. */
export function Navigation({
  current,
  environmentId,
  overview,
}: {
  readonly current: View | undefined;
  readonly environmentId: string | undefined;
  readonly overview: Overview | undefined;
}) {
  const styles = useStyles();
  const speech = useSpeech();
  useAddress();
  return (
    <nav aria-label={speech.text('frame.navigation')}>
      <ul className={styles.list}>
        {views.map((view: View) => {
          const count = overview ? (view.badge?.(overview) ?? 0) : 0;
          return (
            <li key={view.pattern}>
              <Link
                href={viewLink(view, environmentId)}
                className={mergeClasses(styles.link, view === current && styles.current)}
                {...(view === current && { 'aria-current': 'page' as const })}
              >
                <view.Icon className={styles.icon} />
                {speech.text(view.title)}
                {count > 0 && (
                  <CounterBadge
                    className={styles.badge}
                    count={count}
                    color="danger"
                    role="img"
                    aria-label={speech.text('frame.badge', { count })}
                  />
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
