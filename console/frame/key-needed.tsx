import { Button } from '@fluentui/react-components';
import { KeyRegular } from '@fluentui/react-icons';
import type { ComponentType } from 'react';
import { CreateFlowLink } from '../parts/create-flow/create-flow-link.tsx';
import { ExternalLink } from '../parts/external-link.tsx';
import { EmptyNote } from '../parts/list-states.tsx';
import { useViewStyles } from '../parts/page-style.ts';
import { usePowerAutomate } from '../parts/power-automate.ts';
import { useSpeech } from '../parts/speech.tsx';

/** In place of a view that needs a key. How to create a flow needs none. */
export function KeyNeeded({
  title,
  onEnter,
  Sample,
}: {
  readonly title: string;
  readonly onEnter: () => void;
  readonly Sample?: ComponentType | undefined;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { flows } = usePowerAutomate();
  return (
    <div className={styles.view}>
      <h1 className={styles.title}>{title}</h1>
      <section className={styles.section}>
        <h2 className={styles.heading}>{speech.text('key.needed')}</h2>
        <EmptyNote>
          {speech.text('key.needed-why')}
          <Button appearance="primary" icon={<KeyRegular />} onClick={onEnter}>
            {speech.text('key.enter')}
          </Button>
        </EmptyNote>
      </section>
      <section className={styles.section}>
        <h2 className={styles.heading}>{speech.text('status.flows')}</h2>
        <div className={styles.row}>
          <CreateFlowLink>{speech.text('flow.create')}</CreateFlowLink>
          <ExternalLink href={flows}>{speech.text('flow.mine')}</ExternalLink>
        </div>
      </section>
      {Sample && (
        <section className={styles.section}>
          <h2 className={styles.heading}>{speech.text('key.sample')}</h2>
          <Sample />
        </section>
      )}
    </div>
  );
}
