import { at, finding, parametersOf, propertiesOf } from './connection-rules.ts';
import { operationsOf } from './operations.ts';
import { type Rule, rule, sources } from './rule.ts';
import { triggersOf } from './triggers.ts';

export const propertiesRules: readonly Rule[] = [
  // The designer filters its lists of connectors by them: Azure/LogicAppsUX #6056.
  rule({ name: 'the capabilities are those of the operations', source: sources.designer }, (connector) => {
    const triggers = triggersOf(connector.definition).length;
    const actions = operationsOf(connector.definition).length - triggers;
    const expected = [...(actions > 0 ? ['actions'] : []), ...(triggers > 0 ? ['triggers'] : [])];
    const { capabilities = [] } = propertiesOf(connector);
    return finding(String(capabilities.toSorted()) !== String(expected), at('capabilities'), [
      capabilities.join(', ') || 'none',
      expected.join(', '),
    ]);
  }),
  rule({ name: 'connection parameters have each a place in the order', source: sources.policies }, (connector) => {
    const places = parametersOf(connector).map(([, { uiDefinition }]) => uiDefinition?.constraints?.tabIndex);
    return parametersOf(connector).flatMap(([name], index) => {
      const isWrong = places[index] === undefined || places.indexOf(places[index]) !== index;
      return finding(isWrong, at('connectionParameters', name), [`tabIndex ${places[index]}`, 'one of its own']);
    });
  }),
  rule({ name: 'a tooltip says more than the description', source: sources.ours }, (connector) =>
    parametersOf(connector).flatMap(([name, { uiDefinition }]) => {
      const { description, tooltip } = uiDefinition ?? {};
      return finding(tooltip !== undefined && tooltip === description, at('connectionParameters', name), [
        'the tooltip repeats the description',
        'what the description does not say',
      ]);
    }),
  ),
];
