import { makeStyles } from '@fluentui/react-components';
import { createStore, useStore } from './store.ts';

const said = createStore('');

/** Tells something to those who hear the page: what is new after a poll, or that something was copied. */
export function announce(text: string): void {
  said.set(text);
}

const useStyles = makeStyles({
  // Out of sight, but not out of hearing.
  root: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/** The place where announcements are made: one for the page. */
export function Announcements() {
  return (
    <div role="status" aria-live="polite" className={useStyles().root}>
      {useStore(said)}
    </div>
  );
}
