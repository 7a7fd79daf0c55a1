import { Field, makeStyles, Select } from '@fluentui/react-components';
import type { Overview } from '../../api/overview.ts';
import type { Subscription } from '../../api/subscriptions.ts';
import { changeQuery, useAddress } from '../../parts/address.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { nameOf, waitsFor } from '../../parts/waits.ts';

/** The longest choice does not make the field wider than the page. */
const useStyles = makeStyles({ field: { gridTemplateColumns: 'minmax(0, 1fr)' }, select: { minWidth: 0 } });

/** Chooses a subscription; the choice is in the address. */
export function FlowPicker({
  label,
  none,
  subscriptions,
  overview,
}: {
  readonly label: string;
  /** What the choice of none is called. */
  readonly none: string;
  readonly subscriptions: readonly Subscription[];
  readonly overview: Overview | undefined;
}) {
  const speech = useSpeech();
  const styles = useStyles();
  const { query } = useAddress();
  const options = subscriptions
    .map((subscription) => ({
      id: subscription.id,
      text: speech.text('explain.option', {
        name: nameOf(subscription),
        trigger: speech.text(`trigger.${subscription.triggerType}`),
        waits: waitsFor(speech, subscription, overview),
      }),
    }))
    .toSorted((one, other) => one.text.localeCompare(other.text));
  return (
    <Field label={label} className={styles.field}>
      <Select
        className={styles.select}
        select={{ className: styles.select }}
        value={query.get('subscription') ?? ''}
        onChange={(_, { value }) => changeQuery({ subscription: value, firing: undefined })}
      >
        <option value="">{none}</option>
        {options.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}
