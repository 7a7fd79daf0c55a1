import { Field, Link, Select } from '@fluentui/react-components';
import { changeQuery, useAddress } from '../address.ts';
import { CopyButton } from '../copy-button.tsx';
import { ExternalLink } from '../external-link.tsx';
import { Fact, Facts } from '../facts.tsx';
import { setUpLink } from '../links.ts';
import { useViewStyles } from '../page-style.ts';
import { usePowerAutomate } from '../power-automate.ts';
import { SidePane } from '../side-pane.tsx';
import { useSpeech } from '../speech.tsx';
import { connectorParameters, connectorTriggers } from './connector-words.ts';
import { type FlowStart, flowParameters, flowStartOf, triggerChoices } from './flow-start.ts';

/** How to create a flow, when the address asks for it. */
export function CreateFlowPane({ environmentId }: { readonly environmentId: string | undefined }) {
  const start = flowStartOf(useAddress().query);
  return start ? <Pane start={start} environmentId={environmentId} /> : null;
}

type Start = FlowStart & Required<Pick<FlowStart, 'trigger'>>;

interface PaneProperties {
  readonly start: Start;
  readonly environmentId: string | undefined;
}

function Pane({ start, environmentId }: PaneProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { create } = usePowerAutomate();
  const trigger = start.trigger ?? 'data-source-refresh-failed';
  return (
    <SidePane title={speech.text('flow.create')} parameters={flowParameters}>
      <div className={styles.view}>
        <Field label={speech.text('flow.trigger')}>
          <Select value={trigger} onChange={(_, { value }) => changeQuery({ create: value }, { replace: true })}>
            {triggerChoices.map((choice) => (
              <option key={choice} value={choice}>
                {speech.text(`trigger.${choice}`)}
              </option>
            ))}
          </Select>
        </Field>
        <ol>
          <li>{speech.text('flow.step-sign-in')}</li>
          <li>{speech.text('flow.step-create')}</li>
          <li>{speech.text('flow.step-trigger', { trigger: connectorTriggers[trigger] })}</li>
          <li>{speech.text('flow.step-actions')}</li>
        </ol>
        <Parameters start={start} environmentId={environmentId} />
        <ExternalLink href={create}>{speech.text('flow.open')}</ExternalLink>
        <Link href={setUpLink()}>{speech.text('flow.not-found')}</Link>
      </div>
    </SidePane>
  );
}

/** The parameter that names what a trigger is about. */
const SUBJECTS = {
  'data-source-refresh-failed': 'dataSource',
  'data-source-refresh-succeeded': 'dataSource',
  'segment-threshold-crossed': 'segment',
  'measure-threshold-crossed': 'measure',
  'full-refresh-completed': undefined,
  'unification-refresh-completed': undefined,
} as const;

function Parameters({ start: { trigger, name, threshold }, environmentId }: PaneProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const subject = SUBJECTS[trigger ?? 'data-source-refresh-failed'];
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{speech.text('flow.parameters')}</h2>
      <Facts>
        <Parameter name={connectorParameters.environmentId} value={environmentId} />
        {subject && <Parameter name={connectorParameters[subject]} value={name} />}
        <Parameter name={connectorParameters.threshold} value={threshold?.toString()} />
      </Facts>
      {subject === 'dataSource' && <p className={styles.quiet}>{speech.text('flow.any-data-source')}</p>}
    </section>
  );
}

/** A value as it is to be typed, so it is not written as the language of the page would. */
function Parameter({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  if (value === undefined) return null;
  return (
    <Fact name={name}>
      <code>{value}</code> <CopyButton text={value} name={name} />
    </Fact>
  );
}
