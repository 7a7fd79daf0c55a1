import type { ConnectionParameter, Connector, Policy } from './connector.ts';
import { findOperation } from './operations.ts';
import { type Finding, type Rule, rule, sources } from './rule.ts';

const { certification, policies } = sources;

export const at = (...steps: string[]) => `properties:${['$.properties', ...steps].join('.')}`;
export const propertiesOf = ({ properties }: Connector) => properties.properties ?? {};
export const parametersOf = (connector: Connector) =>
  Object.entries(propertiesOf(connector).connectionParameters ?? {});
const policiesOf = (connector: Connector) => propertiesOf(connector).policyTemplateInstances ?? [];

/** One finding, when it is wrong. */
export function finding(isWrong: boolean, path: string, [wrong, right]: readonly [string, string]): Finding[] {
  return isWrong ? [{ path, wrong, right }] : [];
}

export const connectionRules: readonly Rule[] = [
  rule({ name: 'there is a publisher', source: certification }, (connector) => {
    const { publisher = '' } = propertiesOf(connector);
    return finding(!/^[A-Za-z0-9][A-Za-z0-9 ]*$/.test(publisher), at('publisher'), [
      `"${publisher}"`,
      'letters and digits',
    ]);
  }),
  // The command line tool paconn refuses to create or update a connector whose file has it.
  rule({ name: 'the stack owner is left out', source: sources.policies }, (connector) =>
    finding(propertiesOf(connector).stackOwner !== undefined, at('stackOwner'), [
      'it is there',
      'only in the certification',
    ]),
  ),
  rule({ name: 'the brand color is a color', source: certification }, (connector) => {
    const { iconBrandColor = '' } = propertiesOf(connector);
    return finding(!/^#[0-9a-f]{6}$/i.test(iconBrandColor), at('iconBrandColor'), [
      `"${iconBrandColor}"`,
      'as #rrggbb',
    ]);
  }),
  rule({ name: 'the brand color is neither white nor the default', source: certification }, (connector) => {
    const { iconBrandColor = '' } = propertiesOf(connector);
    const isTaken = ['#ffffff', '#007ee5'].includes(iconBrandColor.toLowerCase());
    return finding(isTaken, at('iconBrandColor'), [iconBrandColor, 'any other color']);
  }),
  rule({ name: 'there is no script', source: sources.ours }, (connector) =>
    finding(propertiesOf(connector).scriptOperations !== undefined, at('scriptOperations'), [
      'a script',
      'none: the service answers as it should',
    ]),
  ),
  rule({ name: 'connection parameters are explained', source: certification }, (connector) =>
    parametersOf(connector).flatMap(([name, { uiDefinition }]) => {
      const { displayName, description, tooltip } = uiDefinition ?? {};
      const isBare = !displayName || !description || !tooltip;
      return finding(isBare, at('connectionParameters', name), [
        'a text is missing',
        'displayName, description, tooltip',
      ]);
    }),
  ),
  rule({ name: 'connection parameters are required', source: policies }, (connector) =>
    parametersOf(connector).flatMap(([name, { uiDefinition }]) => {
      const required: unknown = uiDefinition?.constraints?.required;
      return finding(required !== 'true', at('connectionParameters', name), [
        `required is ${required}`,
        'the text "true"',
      ]);
    }),
  ),
  rule({ name: 'the key is a secret', source: policies }, (connector) =>
    keysOf(connector).flatMap(([name, { type, uiDefinition }]) =>
      finding(
        type !== 'securestring' || uiDefinition?.constraints?.clearText !== false,
        at('connectionParameters', name),
        [`it is ${type}, clearText ${uiDefinition?.constraints?.clearText}`, 'securestring, clearText false'],
      ),
    ),
  ),
  rule({ name: 'the key of the definition is a connection parameter', source: policies }, (connector) =>
    Object.entries(connector.definition.securityDefinitions ?? {}).flatMap(([name, { type }]) =>
      finding(
        type !== 'apiKey' || !parametersOf(connector).some(([parameter]) => parameter === name),
        at('connectionParameters', name),
        ['the definition has a key that the connection does not ask for', 'the same name in both files'],
      ),
    ),
  ),
  rule({ name: 'a secret of the connection is in the security of the definition', source: policies }, (connector) =>
    parametersOf(connector).flatMap(([name, { type }]) =>
      finding(
        type === 'securestring' && connector.definition.securityDefinitions?.[name] === undefined,
        at('connectionParameters', name),
        ['it is sent nowhere', 'the same name in securityDefinitions'],
      ),
    ),
  ),
  rule({ name: 'policies name existing operations', source: policies }, (connector) =>
    policiesOf(connector).flatMap((policy) =>
      operationsIn(policy).flatMap((id) =>
        finding(findOperation(connector.definition, id) === undefined, at('policyTemplateInstances'), [
          `there is no ${id}`,
          'an operation',
        ]),
      ),
    ),
  ),
  rule({ name: 'policies use existing connection parameters', source: policies }, (connector) =>
    policiesOf(connector).flatMap((policy) =>
      connectionParametersIn(policy).flatMap((name) =>
        finding(!parametersOf(connector).some(([parameter]) => parameter === name), at('policyTemplateInstances'), [
          `there is no connection parameter ${name}`,
          'one that is asked for',
        ]),
      ),
    ),
  ),
  rule({ name: 'the host is that of the connection', source: policies }, (connector) => {
    const urls = policiesOf(connector).filter(({ templateId }) => templateId === 'dynamichosturl');
    const isFine =
      urls.length === 1 &&
      urls.every(({ parameters }) => urlOf(parameters) === "https://@connectionParameters('host')");
    return finding(!isFine, at('policyTemplateInstances'), [
      'no such policy',
      "dynamichosturl: https://@connectionParameters('host')",
    ]);
  }),
  rule({ name: 'the host of the connection is for all operations', source: policies }, (connector) =>
    policiesOf(connector).flatMap((policy) =>
      finding(
        policy.templateId === 'dynamichosturl' && operationsIn(policy).length > 0,
        at('policyTemplateInstances'),
        ['it is for some operations only', 'no operation named'],
      ),
    ),
  ),
];

function keysOf(connector: Connector): [string, ConnectionParameter][] {
  const keys = Object.keys(connector.definition.securityDefinitions ?? {});
  return parametersOf(connector).filter(([name]) => keys.includes(name));
}

function urlOf(parameters: Policy['parameters']): unknown {
  return parameters?.['x-ms-apimTemplateParameter.urlTemplate'];
}

function operationsIn({ parameters = {} }: Policy): string[] {
  const names = parameters['x-ms-apimTemplate-operationName'];
  return Array.isArray(names) ? names.map(String) : [];
}

function connectionParametersIn({ parameters = {} }: Policy): string[] {
  return [...JSON.stringify(parameters).matchAll(/@connectionParameters\('([^']*)'/g)].map(([, name = '']) => name);
}
