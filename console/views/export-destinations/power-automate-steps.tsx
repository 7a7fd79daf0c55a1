import { Button } from '@fluentui/react-components';
import { changeQuery } from '../../parts/address.ts';
import { CodeBlock } from '../../parts/code-block.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ExternalLink } from '../../parts/external-link.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { usePowerAutomate } from '../../parts/power-automate.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { DownloadButton } from './download-button.tsx';
import { Step } from './step.tsx';

const IMPORT = 'pac solution import --path insight-triggers-connector.zip';

/** From the connector to the first flow. */
export function PowerAutomateSteps() {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { flows } = usePowerAutomate();
  const { host } = location;
  return (
    <>
      <Step number={1} title={speech.text('export.step-connector')}>
        <span>{speech.text('export.for-host', { host })}</span>
        <DownloadButton kind="connector" />
      </Step>
      <Step number={2} title={speech.text('export.step-import')}>
        <span>{speech.text('export.step-import-how')}</span>
        <CodeBlock text={IMPORT} name={speech.text('export.command')} />
        <span>{speech.text('export.step-import-share')}</span>
      </Step>
      <Step number={3} title={speech.text('export.step-connection')}>
        <span>{speech.text('export.step-connection-how')}</span>
        <Facts>
          <Fact name={speech.text('export.host')}>
            <code>{host}</code> <CopyButton text={host} name={speech.text('export.host')} />
          </Fact>
        </Facts>
      </Step>
      <Step number={4} title={speech.text('export.step-flow')}>
        <span>{speech.text('export.step-flow-how')}</span>
        <span className={styles.row}>
          <Button onClick={() => changeQuery({ setup: undefined, create: 'data-source-refresh-failed' })}>
            {speech.text('flow.create')}
          </Button>
          <ExternalLink href={flows}>{speech.text('flow.open')}</ExternalLink>
        </span>
      </Step>
      <Step number={5} title={speech.text('export.step-samples')}>
        <span>{speech.text('export.step-samples-how')}</span>
        <DownloadButton kind="flows" />
      </Step>
    </>
  );
}
