import { type Definition, type Operation, operationsOf, type Policy } from '../../support/connector.ts';
import { check, OPERATION, object, overall, type Rules, shape } from './rule.ts';

const HEADINGS = [
  ...['## Prerequisites', '## Supported Operations', '## Obtaining Credentials', '## Getting Started'],
  ...['## Known Issues and Limitations', '## Frequently Asked Questions', '## Deployment Instructions'],
];
const OPERATION_NAMES = 'x-ms-apimTemplate-operationName';
const NEXT_LINK = 'nextLink';

/** The extensions that rules here know. */
const EXTENSIONS =
  /^x-(?:properties|readme|ms-(?:summary|visibility|url-encoding|enum-values|trigger|trigger-hint|notification-content|notification-url|dynamic-values|dynamic-list|operation-context|pageable|capabilities|connector-metadata))$/;
const KEYWORDS =
  /^(?:discriminator|collectionFormat|examples?|xml|externalDocs|allowEmptyValue|multipleOf|tags|readOnly|uniqueItems|allOf)$/;
const VALUES = /^(?:file|formData|oauth2)$/;

interface Document extends Definition {
  readonly info: { readonly title: string };
  readonly 'x-properties': { readonly properties: { publisher?: string; policyTemplateInstances?: Policy[] } };
  readonly 'x-readme': string;
}

const ONLY = { additionalProperties: false };
const shown = (tabIndex: number, constraints: object = {}) => {
  const valid = { required: { const: 'true' }, tabIndex: { const: tabIndex }, ...constraints };
  const all = { displayName: {}, description: {}, tooltip: {}, constraints: object(valid) };
  return { uiDefinition: object(all) };
};

const ASKED_FOR = {
  host: object({ type: { const: 'string' }, ...shown(1) }),
  api_key: object({ type: { const: 'securestring' }, ...shown(2, { clearText: { const: false } }) }),
};
const HOST_POLICY = {
  templateId: { const: 'dynamichosturl' },
  parameters: { const: { 'x-ms-apimTemplateParameter.urlTemplate': "https://@connectionParameters('host')" } },
};

/** The other files of the connector, and what they say of the definition. */
export const fileRules: Rules = {
  'properties-fit-the-definition': shape(
    'A publisher, a colour of its own, a host and a secret key, and no script or stack owner',
    "$['x-properties'].properties",
    object(
      {
        publisher: { pattern: '^[A-Za-z0-9][A-Za-z0-9 ]*$' },
        // Neither white nor the default colour.
        iconBrandColor: { pattern: '^#(?!ffffff|007ee5)[0-9a-f]{6}$' },
        capabilities: { const: ['actions', 'triggers'] },
        connectionParameters: object(ASKED_FOR, ONLY),
        policyTemplateInstances: { minItems: 2, maxItems: 2, contains: object(HOST_POLICY) },
      },
      ONLY,
    ),
  ),
  // Without the policy the next page would be fetched without the key.
  'next-links-lead-through-the-connection': overall(
    'The policy covers each list with pages, and no other',
    (document) => {
      const pageable = operationsOf(document).filter(({ operation }) => operation['x-ms-pageable']);
      const { policyTemplateInstances: policies = [] } = (document as Document)['x-properties'].properties ?? {};
      const parameters = policies.find(({ templateId }) => templateId === 'updatenextlink')?.parameters ?? {};
      const isRight =
        parameters['x-ms-apimTemplateParameter.nextLinkPropertyName'] === NEXT_LINK &&
        String(parameters[OPERATION_NAMES]) === String(pageable.map(({ id }) => id));
      return isRight ? [] : [String(parameters[OPERATION_NAMES])];
    },
  ),
  InvalidNextLinkNameValue: check<Operation>('A list with a next link is pageable', OPERATION, (operation) => {
    const { 'x-ms-pageable': pages, responses } = operation;
    const { nextLink, value } = responses?.[200]?.schema?.properties ?? {};
    const isList = pages?.nextLinkName === NEXT_LINK && nextLink?.type === 'string' && value?.type === 'array';
    return isList || (!pages && !nextLink) ? [] : ['both or none, with an array "value"'];
  }),
  'readme-follows-the-template': overall('The headings of the template, in their order', (document) => {
    const { info, 'x-properties': file, 'x-readme': readme } = document as Document;
    const expected = [`# ${info.title}`, `## Publisher: ${file.properties?.publisher}`, ...HEADINGS];
    // A # also begins a comment in a block of commands.
    const headings = readme.replaceAll(/^```.*?^```/gms, '').match(/^#+ .+$/gm) ?? [];
    const found = headings.filter((heading) => expected.includes(heading));
    return String(found) === String(expected) ? [] : [String(found)];
  }),
  'definition-is-small': overall('Less than 1 MB and at most 256 operations', function* (definition) {
    if (JSON.stringify(definition, undefined, 2).length >= 1024 * 1024) yield 'the file is too large';
    if (operationsOf(definition).length > 256) yield 'there are too many operations';
  }),
  // The validator has more rules for these features; they come here before the feature does.
  'no-unknown-feature': check('Only features that the rules here know', '$', unknownIn),
};

/** Keys directly below these are names, not keywords. */
const NAMED = /^(?:properties|definitions|paths|headers|x-properties)$/;

function unknownIn(node: unknown, parent = ''): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const isUnknown =
      KEYWORDS.test(key) ||
      (key.startsWith('x-') && !EXTENSIONS.test(key)) ||
      (['type', 'in'].includes(key) && VALUES.test(String(value)));
    return [
      ...(isUnknown && !NAMED.test(parent) ? [key] : []),
      ...(key === 'x-properties' ? [] : unknownIn(value, key)),
    ];
  });
}
