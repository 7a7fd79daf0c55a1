import { Combobox, makeStyles, Option } from '@fluentui/react-components';
import { useState } from 'react';
import type { Environment } from '../api/environments.ts';
import { go } from '../parts/address.ts';
import { useSpeech } from '../parts/speech.tsx';
import type { View } from '../views/view.ts';
import { views } from '../views/views.ts';
import { viewLink } from './current-view.ts';

/** Wide enough for a GUID, which is what most environments are called. */
const useStyles = makeStyles({ root: { width: '330px', maxWidth: '100%' } });

/** Chooses the environment. One that is not in the list can be typed. */
export function EnvironmentPicker({
  environments,
  environmentId,
  view,
}: {
  readonly environments: readonly Environment[];
  readonly environmentId: string | undefined;
  readonly view: View | undefined;
}) {
  const speech = useSpeech();
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  const nameOf = (id: string | undefined) =>
    environments.find((environment) => environment.environmentId === id)?.displayName ?? id ?? '';
  const wanted = typed?.trim().toLowerCase() ?? '';
  const shown = environments.filter(({ displayName }) => displayName.toLowerCase().includes(wanted));
  const choose = (chosen = '') => {
    setTyped(undefined);
    if (chosen !== '') go(viewLink(view ?? views[0], chosen));
  };
  return (
    <Combobox
      className={styles.root}
      aria-label={speech.text('environment.label')}
      placeholder={speech.text('environment.none')}
      freeform
      size="small"
      value={typed ?? nameOf(environmentId)}
      selectedOptions={environmentId === undefined ? [] : [environmentId]}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => setTyped(undefined)}
      onKeyDown={({ key }) => {
        if (key === 'Enter' && shown.length === 0) choose(typed?.trim());
      }}
      onOptionSelect={(_, { optionValue }) => {
        // A text that fits no option takes the selection away, which chooses nothing.
        if (optionValue) choose(optionValue);
      }}
    >
      {shown.map((environment) => (
        <Option key={environment.environmentId} value={environment.environmentId}>
          {environment.displayName}
        </Option>
      ))}
    </Combobox>
  );
}
