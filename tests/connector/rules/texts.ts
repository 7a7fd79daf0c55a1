import { ASKED, check, OPERATION, object, PARAMETER, PROPERTY, type Rules, shape, text } from './rule.ts';

const SMALL_WORDS = 'a|an|the|of|in|on|at|for|to|and|or|by|with|is|from|as';
const PLATFORM = 'power ?(apps?|automate|bi|pages|platform|virtual agents)|copilot studio|microsoft flow|ai builder';

const SUMMARIES = [`${OPERATION}.summary`, `${ASKED}.displayName`];
const NAMES = [`${PARAMETER}['x-ms-summary']`, `${PROPERTY}['x-ms-summary']`, `${PROPERTY}.title`];
const DESCRIPTIONS = [
  ...[OPERATION, PARAMETER, PROPERTY, ASKED].map((place) => `${place}.description`),
  `${ASKED}.tooltip`,
  `${OPERATION}['x-ms-trigger-hint']`,
];
const TEXTS = [...SUMMARIES, ...NAMES, ...DESCRIPTIONS, '$.info.title', '$.info.description'];
const LABELS = "$.paths..['x-ms-enum-values'][*].displayName";

const words = { type: 'string', pattern: '\\S' };
const having = (...names: string[]) => object(Object.fromEntries(names.map((name) => [name, words])));

type Texts = Readonly<Record<string, string | undefined>>;
const plain = (written = '') => written.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What makers read. */
export const textRules: Rules = {
  'operation-has-texts': shape('It has both texts', OPERATION, having('summary', 'description')),
  'parameter-has-texts': shape('It has both texts', PARAMETER, having('x-ms-summary', 'description')),
  // Designers differ in which of the two names they show.
  'property-has-texts': shape('It has all texts', PROPERTY, having('title', 'x-ms-summary', 'description')),
  'names-are-the-same': check<Texts>('The title is the same as the summary beside it', PROPERTY, (property) =>
    property.title === property['x-ms-summary'] ? [] : [`"${property.title}"`],
  ),
  'summary-is-plain': text(
    'At most 80 letters, digits, spaces and parentheses, a letter or digit last',
    [...SUMMARIES, '$.info.title'],
    { match: '^[A-Za-z0-9() ]{0,79}[A-Za-z0-9]$' },
  ),
  'name-is-plain': text('At most 80 letters, digits, spaces and parentheses', NAMES, {
    match: '^[A-Za-z0-9() ]{1,80}$',
  }),
  ValueMustBeInEnglish: text('English, in ASCII', [...TEXTS, LABELS], { match: '^[\\x20-\\x7e]*$' }),
  'no-product-of-the-platform': text('No product of the platform', TEXTS, {
    notMatch: `/\\b(${PLATFORM}|dataverse)\\b/i`,
  }),
  'summary-in-sentence-case': text('A capital at the first word only, but for names and abbreviations', SUMMARIES, {
    match: '^(Customer Insights|[A-Z0-9][^A-Z ]*|[A-Z0-9]+)( (Customer Insights|[^A-Z ]+|[A-Z0-9]{2,}))*$',
  }),
  'name-in-title-case': text('A capital at every word but the small ones', NAMES, {
    match: `^[A-Z0-9(]\\S*( ([A-Z0-9(]\\S*|${SMALL_WORDS}))*$`,
  }),
  'description-is-a-sentence': text('A full sentence with a period', DESCRIPTIONS, {
    match: '^[A-Z][^\\n]*\\S [^\\n]*[^.\\s]\\.$',
  }),
  'texts-differ': check<Texts>(
    'A description says more than the name, a hint or tooltip more than the description',
    [OPERATION, PARAMETER, PROPERTY, ASKED],
    function* ({ title, summary = title, displayName = summary, description, tooltip, ...rest }) {
      const { 'x-ms-summary': name = displayName, 'x-ms-trigger-hint': hint = '' } = rest;
      if (plain(name) === plain(description)) yield 'the description repeats the name';
      if (tooltip && plain(tooltip) === plain(description)) yield 'the tooltip repeats the description';
      if (hint && [summary, description].some((said) => plain(hint).includes(plain(said)))) yield 'the hint repeats it';
    },
  ),
  'action-does-not-sound-like-a-trigger': text(
    'Only triggers begin with "When" or "Trigger"',
    `$.paths[?(!@['x-ms-notification-content'])][get,put,post,delete].summary`,
    { notMatch: '^(When|Triggers?)\\b' },
  ),
};

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
  FieldLengthExceeded: text('A title has at most 30 characters', '$.info.title', { match: '^.{1,30}$' }),
  FieldLengthNotInRange: text('A description has 30 to 500 characters', '$.info.description', {
    match: '^[\\s\\S]{30,500}$',
  }),
  ValueContainsRestrictedWords: text(
    'No "API", and in the title no "Connector"',
    ['$.info.title', '$.info.description'],
    { notMatch: '\\bAPIs?\\b|^[^.]{0,30}\\b[Cc]onnectors?\\b[^.]{0,20}$' },
  ),
  'description-is-sentences': text('A capital first, a period last', '$.info.description', {
    match: '^[A-Z][\\s\\S]*\\.$',
  }),
  'version-is-numbers': text('Numbers with dots, without a "v"', '$.info.version', {
    match: '^\\d+\\.\\d+(\\.\\d+)?$',
  }),
  UrlNotValid: text(
    'Addresses are absolute and https',
    ['$.info.contact.url', `${METADATA}[?(@.propertyName != 'Categories')].propertyValue`],
    { match: '^https://[\\w-]+(\\.[\\w-]+)+(/\\S*)?$' },
  ),
  'host-is-for-production': text('No address, no machine of a developer, no stage', '$.host', {
    notMatch: `^\\d+(\\.\\d+){3}$|(^|[.-])(${STAGES})([.:-]|$)`,
  }),
  BasePathNotValid: text('A slash first, none last', '$.basePath', { match: '^/(.*[^/])?$' }),
  'service-is-json-over-https-with-key': shape(
    'JSON over https, with the key and nothing else',
    '$',
    object({
      schemes: { const: ['https'] },
      consumes: JSON_ONLY,
      produces: JSON_ONLY,
      security: { const: [{ api_key: [] }] },
      securityDefinitions: object({ api_key: object({ type: { const: 'apiKey' } }) }),
    }),
  ),
  ConnectorMetadataPropertiesMissing: shape(
    'The certification asks for all three',
    '$',
    object({ 'x-ms-connector-metadata': { allOf: ['Website', 'Privacy policy', 'Categories'].map(named) } }),
  ),
  InvalidConnectorCategory: text(
    'One or two categories of the published list',
    `${METADATA}[?(@.propertyName == 'Categories')].propertyValue`,
    { match: `^(${CATEGORIES})(;(${CATEGORIES}))?$` },
  ),
};
