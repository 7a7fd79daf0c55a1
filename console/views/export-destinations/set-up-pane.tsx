import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useAddress } from '../../parts/address.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { SidePane } from '../../parts/side-pane.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { destinationKinds } from './destinations.ts';
import { LogicAppsSteps } from './logic-apps-steps.tsx';
import { PowerAutomateSteps } from './power-automate-steps.tsx';
import { kindName } from './tiles.tsx';
import { WebhookSteps } from './webhook-steps.tsx';

const STEPS = { 'power-automate': PowerAutomateSteps, 'logic-apps': LogicAppsSteps, webhook: WebhookSteps };

/** Only the machine that runs the app reaches it under these names. */
const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/** How to set up a destination, when the address asks for it. */
export function SetUpPane({ environmentId }: { readonly environmentId: string | undefined }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const wanted = useAddress().query.get('setup');
  const kind = destinationKinds.find((one) => one === wanted);
  if (!kind) return null;
  const Steps = STEPS[kind];
  return (
    <SidePane title={speech.text('export.set-up-for', { name: kindName(speech, kind) })} parameters={['setup']}>
      <div className={styles.view}>
        {kind !== 'webhook' && LOOPBACK.test(location.hostname) && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>{speech.text('export.only-here')}</MessageBarBody>
          </MessageBar>
        )}
        <Steps environmentId={environmentId} />
      </div>
    </SidePane>
  );
}
