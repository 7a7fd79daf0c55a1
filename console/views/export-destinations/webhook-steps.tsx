import { CodeBlock } from '../../parts/code-block.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { subscribeCommand } from './requests.ts';
import { Step, type StepsProperties } from './step.tsx';

/** From a receiver of one's own to the first notification. */
export function WebhookSteps({ environmentId }: StepsProperties) {
  const speech = useSpeech();
  return (
    <>
      <Step number={1} title={speech.text('export.step-subscribe')}>
        <span>{speech.text('export.step-subscribe-how')}</span>
        <CodeBlock text={subscribeCommand(location.origin, environmentId)} name={speech.text('export.command')} />
      </Step>
      <Step number={2} title={speech.text('export.step-secret')}>
        <span>{speech.text('export.step-secret-how')}</span>
      </Step>
      <Step number={3} title={speech.text('export.step-verify')}>
        <span>{speech.text('export.step-verify-how')}</span>
      </Step>
      <Step number={4} title={speech.text('export.step-test')}>
        <span>{speech.text('export.step-test-how')}</span>
      </Step>
    </>
  );
}
