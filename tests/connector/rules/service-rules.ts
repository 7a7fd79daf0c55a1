import type { Connector } from './connector.ts';
import { isWebAddress } from './info-rules.ts';
import { operationsOf } from './operations.ts';
import { type Finding, type Rule, rule, sources, under } from './rule.ts';

const { certification, validator } = sources;

const CATEGORIES = [
  ...['AI', 'Business Management', 'Business Intelligence', 'Collaboration', 'Commerce', 'Communication'],
  ...['Content and Files', 'Finance', 'Data', 'Human Resources', 'Internet of Things', 'IT Operations'],
  ...['Lifestyle and Entertainment', 'Marketing', 'Productivity', 'Sales and CRM', 'Security', 'Social Media'],
  'Website',
];
const metadataPath = '$.x-ms-connector-metadata';

const metadataOf = ({ definition }: Connector, name: string) =>
  definition['x-ms-connector-metadata']?.find(({ propertyName }) => propertyName === name)?.propertyValue ?? '';
const categoriesOf = (connector: Connector) => metadataOf(connector, 'Categories').split(';').filter(Boolean);

/** One finding, when it is wrong. */
function finding(isWrong: boolean, path: string, [wrong, right]: readonly [string, string]): Finding[] {
  return isWrong ? [{ path, wrong, right }] : [];
}

export const serviceRules: readonly Rule[] = [
  rule({ name: 'HostNameNotValid', source: validator }, ({ definition: { host = '' } }) =>
    finding(!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(host), '$.host', [`"${host}"`, 'a host name alone']),
  ),
  rule({ name: 'the host is a production host', source: certification }, ({ definition: { host = '' } }) =>
    finding(
      /^\d+(?:\.\d+){3}$|(?:^|[.-])(?:localhost|local|dev|test|staging|stage|uat|ngrok|devtunnels)(?:[.:-]|$)/i.test(
        host,
      ),
      '$.host',
      [`"${host}"`, 'no address, no machine of a developer, no stage'],
    ),
  ),
  rule({ name: 'BasePathNotValid', source: validator }, ({ definition: { basePath } }) =>
    finding(basePath === undefined || !/^\/(?:.*[^/])?$/.test(basePath), '$.basePath', [
      `"${basePath}"`,
      'a / first, none last',
    ]),
  ),
  rule({ name: 'the scheme is https', source: certification }, ({ definition }) => [
    ...finding(String(definition.schemes) !== 'https', '$.schemes', [`${definition.schemes}`, 'https only']),
    ...operationsOf(definition).flatMap(({ at, operation }) =>
      finding(operation.schemes !== undefined, under(at, 'schemes'), ['its own schemes', 'those of the connector']),
    ),
  ]),
  rule({ name: 'MimeTypeNotSupported', source: validator }, ({ definition }) =>
    [
      { at: '$', ...definition },
      ...operationsOf(definition).map(({ at, operation }) => ({ at, ...operation })),
    ].flatMap(({ at, consumes = ['application/json'], produces = ['application/json'] }) => [
      ...finding(String(consumes) !== 'application/json', under(at, 'consumes'), [`${consumes}`, 'application/json']),
      ...finding(String(produces) !== 'application/json', under(at, 'produces'), [`${produces}`, 'application/json']),
    ]),
  ),
  rule({ name: 'JSON is declared', source: sources.swagger }, ({ definition: { consumes, produces } }) => [
    ...finding(consumes === undefined, '$.consumes', ['nothing is declared', 'application/json']),
    ...finding(produces === undefined, '$.produces', ['nothing is declared', 'application/json']),
  ]),
  rule({ name: 'ConnectorMetadataPropertiesMissing', source: validator }, (connector) =>
    ['Website', 'Privacy policy', 'Categories'].flatMap((name) =>
      finding(metadataOf(connector, name) === '', metadataPath, [`${name} is missing`, 'all three']),
    ),
  ),
  rule({ name: 'metadata addresses are https', source: certification }, (connector) =>
    ['Website', 'Privacy policy'].flatMap((name) => {
      const address = metadataOf(connector, name);
      return finding(address !== '' && !isWebAddress(address), metadataPath, [`${name} is "${address}"`, 'https']);
    }),
  ),
  rule({ name: 'InvalidConnectorCategory', source: validator }, (connector) =>
    categoriesOf(connector).flatMap((category) =>
      finding(!CATEGORIES.includes(category), metadataPath, [`"${category}"`, CATEGORIES.join(', ')]),
    ),
  ),
  rule({ name: 'TooManyConnectorCategories', source: validator }, (connector) =>
    finding(categoriesOf(connector).length > 2, metadataPath, [`${categoriesOf(connector).length} categories`, 'two']),
  ),
  rule({ name: 'SecurityRequirementMustBeDefined', source: validator }, ({ definition }) =>
    (definition.security ?? [])
      .flatMap((requirement) => Object.keys(requirement))
      .flatMap((name) =>
        finding(definition.securityDefinitions?.[name] === undefined, '$.security', [
          `${name} is not defined`,
          'one that is',
        ]),
      ),
  ),
  rule({ name: 'SecurityRequirementMustHaveEmptyValue', source: validator }, ({ definition }) =>
    (definition.security ?? []).flatMap((requirement) =>
      finding(
        Object.values(requirement).some((scopes) => scopes.length > 0),
        '$.security',
        ['a key has scopes', '[]'],
      ),
    ),
  ),
  rule({ name: 'every operation asks for the key', source: sources.ours }, ({ definition }) => [
    ...finding(!asksForKey(definition), '$.security', ['nothing is asked for', 'the api key']),
    ...operationsOf(definition).flatMap(({ at, operation }) =>
      finding(operation.security !== undefined, under(at, 'security'), ['its own security', 'that of the connector']),
    ),
  ]),
];

/** An empty requirement would let everybody in. */
function asksForKey({ security = [] }: Connector['definition']): boolean {
  return security.length > 0 && security.every((requirement) => Object.keys(requirement).length > 0);
}
