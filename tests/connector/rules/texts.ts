import { ASKED, check, notText, OPERATION, PARAMETER, PROPERTY, type Rules, shape, text } from './rule.ts';

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
const having = (...names: string[]) => ({
  required: names,
  properties: Object.fromEntries(names.map((name) => [name, words])),
});

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
    '^[A-Za-z0-9() ]{0,79}[A-Za-z0-9]$',
  ),
  'name-is-plain': text('At most 80 letters, digits, spaces and parentheses', NAMES, '^[A-Za-z0-9() ]{1,80}$'),
  ValueMustBeInEnglish: text('English, in ASCII', [...TEXTS, LABELS], '^[\\x20-\\x7e]*$'),
  'no-product-of-the-platform': notText('No product of the platform', TEXTS, `/\\b(${PLATFORM}|dataverse)\\b/i`),
  'summary-in-sentence-case': text(
    'A capital at the first word only, but for names and abbreviations',
    SUMMARIES,
    '^(Customer Insights|[A-Z0-9][^A-Z ]*|[A-Z0-9]+)( (Customer Insights|[^A-Z ]+|[A-Z0-9]{2,}))*$',
  ),
  'name-in-title-case': text(
    'A capital at every word but the small ones',
    NAMES,
    `^[A-Z0-9(]\\S*( ([A-Z0-9(]\\S*|${SMALL_WORDS}))*$`,
  ),
  'description-is-a-sentence': text(
    'A full sentence with a period',
    DESCRIPTIONS,
    '^[A-Z][^\\n]*\\S [^\\n]*[^.\\s]\\.$',
  ),
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
  'action-does-not-sound-like-a-trigger': notText(
    'Only triggers begin with "When" or "Trigger"',
    `$.paths[?(!@['x-ms-notification-content'])][get,put,post,delete].summary`,
    '^(When|Triggers?)\\b',
  ),
};
