import { makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from './copy-button.tsx';
import { useViewStyles } from './page-style.ts';

const useStyles = makeStyles({
  frame: {
    maxHeight: '320px',
    overflow: 'auto',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  text: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
  },
});

/** A text as a machine wrote it, to be read and copied. JSON gets a line for each property, if that changes nothing else. */
export function TextBlock({ title, text }: { readonly title: string; readonly text: string }) {
  const styles = useStyles();
  const view = useViewStyles();
  return (
    <section className={view.section}>
      <div className={view.row}>
        <h3 className={view.heading}>{title}</h3>
        <CopyButton text={text} name={title} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.frame} tabIndex={0} aria-label={title}>
        <pre className={styles.text} lang="">
          {inLines(text)}
        </pre>
      </section>
    </section>
  );
}

function inLines(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    // Numbers of many digits, and properties that come twice, do not survive the reading.
    return JSON.stringify(value) === text ? JSON.stringify(value, undefined, 2) : text;
  } catch {
    return text;
  }
}
