import { add, cut, edit, type Mutation, put } from './mutate.ts';
import { ACTION, host, key, LIST, page, policies, withoutItem } from './places.ts';

const file = 'x-properties properties';
const hostPolicy = `${policies} dynamichosturl`;
const linkPolicy = `${policies} updatenextlink`;
const urlTemplate = `${hostPolicy} parameters x-ms-apimTemplateParameter.urlTemplate`;
const covered = `${linkPolicy} parameters x-ms-apimTemplate-operationName`;
const linkName = `${linkPolicy} parameters x-ms-apimTemplateParameter.nextLinkPropertyName`;
const constraints = (parameter: string) => `${parameter} uiDefinition constraints`;
const replace = (from: string | RegExp, to: string) => edit<string>('x-readme', (text) => text.replace(from, to));

export const propertiesMutations: readonly Mutation[] = [
  ['microsoft-properties', 'no color', cut(`${file} iconBrandColor`)],
  ['microsoft-properties', 'a property that does not exist', put(`${file} icon`, 'icon.png')],
  ['microsoft-properties', 'nothing at all', cut(file)],
  ['microsoft-properties', 'a type that does not exist', put(`${key} type`, 'secret')],
  ['microsoft-properties', 'a policy that does not exist', put(`${hostPolicy} templateId`, 'dynamichost')],
  ['microsoft-properties', 'a policy without its parameter', put(`${hostPolicy} parameters`, {})],
  ...(
    [
      ['no publisher', cut(`${file} publisher`)],
      ['a publisher with a mark', put(`${file} publisher`, 'Insight & Co')],
      ['a stack owner', put(`${file} stackOwner`, 'Insight Triggers')],
      ['a script', put(`${file} scriptOperations`, [LIST])],
      ['a name of a color', put(`${file} iconBrandColor`, 'teal')],
      ['white', put(`${file} iconBrandColor`, '#FFFFFF')],
      ['the default color', put(`${file} iconBrandColor`, '#007ee5')],
      ['no capabilities', cut(`${file} capabilities`)],
      ['actions only', put(`${file} capabilities`, ['actions'])],
      ['a capability that the connector has not', add(`${file} capabilities`, 'gateway')],
      ['no tooltip', cut(`${host} uiDefinition tooltip`)],
      ['a key without texts', cut(`${key} uiDefinition`)],
      ['an optional host', put(`${constraints(host)} required`, 'false')],
      ['a yes that is no text', put(`${constraints(key)} required`, true)],
      ['two in the same place', put(`${constraints(key)} tabIndex`, 1)],
      ['one without a place', cut(`${constraints(host)} tabIndex`)],
      ['a key that is shown', put(`${key} type`, 'string')],
      ['a key in clear text', put(`${constraints(key)} clearText`, true)],
      ['no key', cut(key)],
      ['a host that is not asked for', put(urlTemplate, "https://@connectionParameters('server')")],
      ['http', put(urlTemplate, "http://@connectionParameters('host')")],
      ['no policy for the host', cut(hostPolicy)],
      ['a host for one operation only', put(`${hostPolicy} parameters x-ms-apimTemplate-operationName`, [LIST])],
    ] as const
  ).map(([what, mutate]): Mutation => ['properties-fit-the-definition', what, mutate]),
];

export const pagingMutations: readonly Mutation[] = [
  ['next-links-lead-through-the-connection', 'an operation that is gone', add(covered, 'ListNothing')],
  ['next-links-lead-through-the-connection', 'a list that is left out', edit(covered, withoutItem(LIST))],
  ['next-links-lead-through-the-connection', 'another property', put(linkName, '@odata.nextLink')],
  ['next-links-lead-through-the-connection', 'no policy', cut(linkPolicy)],
  ['next-links-lead-through-the-connection', 'a policy for an action', add(covered, ACTION)],
  ['next-links-lead-through-the-connection', 'a policy for all', cut(covered)],
  ['InvalidNextLinkNameValue', 'another name', put(`${LIST} x-ms-pageable`, { nextLinkName: 'next' })],
  [
    'InvalidNextLinkNameValue',
    'a name of no property',
    put(`${LIST} x-ms-pageable`, { nextLinkName: '@odata.nextLink' }),
  ],
  ['InvalidNextLinkNameValue', 'a link that nobody follows', cut(`${LIST} x-ms-pageable`)],
  ['InvalidNextLinkNameValue', 'an object of pages', put(`${page} properties value type`, 'object')],
];

export const readmeMutations: readonly Mutation[] = (
  [
    ['a required heading is gone', replace('## Prerequisites\n', '')],
    ['an optional heading is gone', replace('## Getting Started\n', '')],
    ['a heading under another', replace('## Obtaining Credentials', '### Obtaining Credentials')],
    ['a heading with other words', replace('## Known Issues and Limitations', '## Limits')],
    [
      'two headings that have changed places',
      replace(/## Prerequisites(.*?)## Supported Operations/s, '## Supported Operations$1## Prerequisites'),
    ],
    ['a heading within commands', replace('## Getting Started\n', '```sh\n## Getting Started\n```\n')],
    ['a heading twice', replace('## Prerequisites\n', '## Prerequisites\n\n## Prerequisites\n')],
    ['another title', replace(/^# .*/, '# Connector')],
    ['another publisher', replace(/^## Publisher: .*/m, '## Publisher: Contoso')],
  ] as const
).map(([what, mutate]) => ['readme-follows-the-template', what, mutate]);
