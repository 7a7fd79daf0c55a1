import { makeStaticStyles, makeStyles, tokens } from '@fluentui/react-components';

/** The few rules of the page itself. */
export const useStaticStyles = makeStaticStyles({
  body: { margin: 0 },
  'time, td': { fontVariantNumeric: 'tabular-nums' },
});

/** What all views lay out alike. */
export const useViewStyles = makeStyles({
  /** A view: its sections one below the other. */
  view: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXL },
  section: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  /** Things side by side that wrap when the page is narrow. */
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: { margin: 0, fontSize: tokens.fontSizeHero700, lineHeight: tokens.lineHeightHero700 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  spread: { marginInlineStart: 'auto' },
  /** A table that is wider than a narrow page scrolls by itself. */
  scroll: { overflowX: 'auto', '& table': { minWidth: '680px' }, '& td, & th': { overflowWrap: 'anywhere' } },
  quiet: { color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS },
  /** Names and values side by side. */
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
});
