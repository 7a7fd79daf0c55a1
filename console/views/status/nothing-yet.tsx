import { CreateFlowLink } from '../../parts/create-flow/create-flow-link.tsx';
import { EmptyNote } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { FlowsMenu } from './flows-menu.tsx';

/** Before the first event: where events come from, and what will be here then. */
export function NothingYet({ title }: { readonly title: string }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <section className={styles.section}>
      <div className={styles.row}>
        <h2 className={styles.heading}>{title}</h2>
        <span className={styles.spread}>
          <FlowsMenu />
        </span>
      </div>
      <EmptyNote>
        {speech.text('status.empty-how')}
        <ul>
          <li>{speech.text('status.empty-diagnostics')}</li>
          <li>{speech.text('status.empty-connector')}</li>
          <li>{speech.text('status.empty-demo')}</li>
        </ul>
        {speech.text('status.empty-then')}
        <CreateFlowLink>{speech.text('flow.create')}</CreateFlowLink>
      </EmptyNote>
    </section>
  );
}
