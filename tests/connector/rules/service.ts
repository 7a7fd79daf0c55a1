import { notText, type Rules, shape, text } from './rule.ts';

const CATEGORIES = [
  ...['AI', 'Business Management', 'Business Intelligence', 'Collaboration', 'Commerce', 'Communication'],
  ...['Content and Files', 'Finance', 'Data', 'Human Resources', 'Internet of Things', 'IT Operations'],
  ...['Lifestyle and Entertainment', 'Marketing', 'Productivity', 'Sales and CRM', 'Security', 'Social Media'],
  'Website',
].join('|');
const METADATA = "$['x-ms-connector-metadata']";
const STAGES = 'localhost|local|dev|test|staging|stage|uat|ngrok|devtunnels';
const JSON_ONLY = { const: ['application/json'] };
const named = (name: string) => ({ contains: { properties: { propertyName: { const: name } } } });

/** What a definition says of the connector and its service. */
export const serviceRules: Rules = {
  FieldLengthExceeded: text('A title has at most 30 characters', '$.info.title', '^.{1,30}$'),
  FieldLengthNotInRange: text('A description has 30 to 500 characters', '$.info.description', '^[\\s\\S]{30,500}$'),
  ValueContainsRestrictedWords: notText(
    'No "API", and in the title no "Connector"',
    ['$.info.title', '$.info.description'],
    '\\bAPIs?\\b|^[^.]{0,30}\\b[Cc]onnectors?\\b[^.]{0,20}$',
  ),
  'description-is-sentences': text('A capital first, a period last', '$.info.description', '^[A-Z][\\s\\S]*\\.$'),
  'version-is-numbers': text('Numbers with dots, without a "v"', '$.info.version', '^\\d+\\.\\d+(\\.\\d+)?$'),
  UrlNotValid: text(
    'Addresses are absolute and https',
    ['$.info.contact.url', `${METADATA}[?(@.propertyName != 'Categories')].propertyValue`],
    '^https://[\\w-]+(\\.[\\w-]+)+(/\\S*)?$',
  ),
  'host-is-for-production': notText(
    'No address, no machine of a developer, no stage',
    '$.host',
    `^\\d+(\\.\\d+){3}$|(^|[.-])(${STAGES})([.:-]|$)`,
  ),
  BasePathNotValid: text('A slash first, none last', '$.basePath', '^/(.*[^/])?$'),
  'service-is-json-over-https-with-key': shape('JSON over https, with the key and nothing else', '$', {
    required: ['schemes', 'consumes', 'produces', 'security', 'securityDefinitions'],
    properties: {
      schemes: { const: ['https'] },
      consumes: JSON_ONLY,
      produces: JSON_ONLY,
      security: { const: [{ api_key: [] }] },
      securityDefinitions: {
        required: ['api_key'],
        properties: { api_key: { properties: { type: { const: 'apiKey' } } } },
      },
    },
  }),
  ConnectorMetadataPropertiesMissing: shape('The certification asks for all three', '$', {
    required: ['x-ms-connector-metadata'],
    properties: { 'x-ms-connector-metadata': { allOf: ['Website', 'Privacy policy', 'Categories'].map(named) } },
  }),
  InvalidConnectorCategory: text(
    'One or two categories of the published list',
    `${METADATA}[?(@.propertyName == 'Categories')].propertyValue`,
    `^(${CATEGORIES})(;(${CATEGORIES}))?$`,
  ),
};
