import { makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from './copy-button.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'start',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  text: { flexGrow: 1, margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', minWidth: 0 },
});

/** A command or request to copy. @param name what it is, for the name of the button */
export function CodeBlock({ text, name }: { readonly text: string; readonly name: string }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <pre className={styles.text}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} name={name} />
    </div>
  );
}
