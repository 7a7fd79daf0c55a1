import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { FlashRegular, type FluentIcon, GlobeRegular, LinkRegular } from '@fluentui/react-icons';
import type { Subscription } from '../../api/subscriptions.ts';
import { changeQuery } from '../../parts/address.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import type { Speech } from '../../texts/speech.ts';
import { type DestinationKind, destinationKinds, kindOf } from './destinations.ts';

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  tile: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  icon: { fontSize: '28px', color: tokens.colorBrandForeground1 },
  text: { margin: 0, flexGrow: 1 },
});

const ICONS: Readonly<Record<DestinationKind, FluentIcon>> = {
  'power-automate': FlashRegular,
  'logic-apps': LinkRegular,
  webhook: GlobeRegular,
};

/** What people call a kind of destinations. The names of products are the same in all languages. */
export function kindName(speech: Speech, kind: DestinationKind): string {
  if (kind === 'webhook') return speech.text('export.webhook-name');
  return kind === 'power-automate' ? 'Power Automate' : 'Logic Apps';
}

/** A tile for each kind of destinations. @param subscriptions absent without a key */
export function Tiles({ subscriptions }: { readonly subscriptions: readonly Subscription[] | undefined }) {
  const speech = useSpeech();
  const views = useViewStyles();
  const styles = useStyles();
  return (
    <ul className={styles.tiles}>
      {destinationKinds.map((kind) => {
        const Icon = ICONS[kind];
        const count = subscriptions?.filter((subscription) => kindOf(subscription) === kind).length;
        return (
          <li key={kind} className={styles.tile}>
            <Icon className={styles.icon} />
            <h2 className={views.heading}>{kindName(speech, kind)}</h2>
            <p className={styles.text}>{speech.text(`export.${kind}`)}</p>
            <span className={views.row}>
              <Button
                appearance="primary"
                aria-label={speech.text('export.set-up-for', { name: kindName(speech, kind) })}
                onClick={() => changeQuery({ setup: kind })}
              >
                {speech.text('export.set-up')}
              </Button>
              {count !== undefined && (
                <span className={views.quiet}>
                  {kind === 'webhook'
                    ? speech.text('export.receivers', { count })
                    : speech.text('export.flows', { count })}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
