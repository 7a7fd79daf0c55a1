import { CodeBlock } from '../../parts/code-block.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { DownloadButton } from './download-button.tsx';
import { subscribeRequest, unsubscribeRequest } from './requests.ts';
import { Step, type StepsProperties } from './step.tsx';

/** By a custom connector, or without one. */
export function LogicAppsSteps({ environmentId }: StepsProperties) {
  const speech = useSpeech();
  const { host, origin } = location;
  return (
    <>
      <Step number={1} title={speech.text('export.step-definition')}>
        <span>{speech.text('export.step-definition-how')}</span>
        <span>{speech.text('export.for-host', { host })}</span>
        <DownloadButton kind="definition" />
      </Step>
      <Step number={2} title={speech.text('export.step-logic-app')}>
        <span>{speech.text('export.step-logic-app-how')}</span>
      </Step>
      <Step number={3} title={speech.text('export.step-http')}>
        <span>{speech.text('export.step-http-how')}</span>
        <CodeBlock text={subscribeRequest(origin, environmentId)} name={speech.text('export.request')} />
        <CodeBlock text={unsubscribeRequest(origin)} name={speech.text('export.request')} />
      </Step>
    </>
  );
}
