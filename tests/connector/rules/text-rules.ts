import type { Connector } from './connector.ts';
import { type Finding, type Rule, rule, sources } from './rule.ts';
import { type Text, textsOf } from './texts.ts';

const { certification, validator, strings, coding, extensions } = sources;

/** "Customer Insights" keeps its capitals in a sentence. */
const PROPER_NAMES = /\bCustomer Insights\b/g;
const PLATFORM_PRODUCTS =
  /\b(?:Power ?(?:Apps?|Automate|BI|Pages|Platform|Virtual Agents)|Copilot Studio|Microsoft Flow|AI Builder|Dataverse)\b/i;
const SMALL_WORDS = /^(?:a|an|the|of|in|on|at|for|to|and|or|by|with|is|from|as)$/;

/** The texts of a kind that do not pass, as findings. */
function each(choose: (text: Text) => boolean, passes: (text: string) => boolean, right: string) {
  return (connector: Connector): Finding[] =>
    textsOf(connector)
      .filter((text) => choose(text) && !passes(text.text))
      .map(({ at, text }) => ({ path: at, wrong: text === '' ? 'nothing is there' : `"${text}"`, right }));
}

/** An empty text is the fault of the rules that ask for one, not of those about its form. */
function written(choose: (text: Text) => boolean) {
  return (text: Text) => text.text !== '' && choose(text);
}

const isSummary = ({ kind }: Text) => kind === 'summary';
const isName = ({ kind, of }: Text) => kind === 'name' && of !== 'choice';
const isDescription = ({ kind, of }: Text) => kind === 'description' && of !== 'connector';
const isAny = () => true;

export const textRules: readonly Rule[] = [
  rule(
    { name: 'operations have a summary and a description', source: certification },
    each(({ of }) => of === 'operation', isThere, 'a summary and a description'),
  ),
  rule(
    { name: 'parameters have a name and a description', source: certification },
    each(({ of }) => of === 'parameter', isThere, 'x-ms-summary and description'),
  ),
  rule(
    { name: 'properties have a name and a description', source: strings },
    each(({ of }) => of === 'property', isThere, 'x-ms-summary or title, and description'),
  ),
  rule(
    { name: 'MissingEnumValuesDisplayName', source: validator },
    each(({ of }) => of === 'choice', isThere, 'a displayName'),
  ),
  rule(
    { name: 'summaries and names have at most 80 characters', source: certification },
    each(
      (text) => isSummary(text) || isName(text),
      (text) => text.length <= 80,
      'at most 80 characters',
    ),
  ),
  rule(
    { name: 'RestrictedCharactersInSummary', source: validator },
    each(
      written((text) => isSummary(text) || isName(text)),
      (text) => /^[A-Za-z0-9() ]+$/.test(text),
      'only letters, digits, spaces and parentheses',
    ),
  ),
  rule(
    { name: 'ValueMustEndWithAlphanumeric', source: validator },
    each(
      written((text) => isSummary(text) || text.kind === 'title'),
      (text) => /[A-Za-z0-9]$/.test(text),
      'a letter or digit at the end',
    ),
  ),
  rule(
    { name: 'ValueMustBeInEnglish', source: validator },
    each(isAny, (text) => /^[\x20-\x7e]*$/.test(text), 'English, in ASCII'),
  ),
  rule(
    { name: 'texts name no product of the platform', source: certification },
    each(
      ({ of }) => of !== 'choice',
      (text) => !PLATFORM_PRODUCTS.test(text),
      'no name of a Power Platform product',
    ),
  ),
  rule(
    { name: 'summaries are in sentence case', source: strings },
    each(written(isSummary), isSentenceCase, 'a capital at the first word only'),
  ),
  rule(
    { name: 'names are in title case', source: strings, severity: 'warning' },
    each(written(isName), isTitleCase, 'a capital at every word but the small ones'),
  ),
  rule(
    { name: 'descriptions are sentences with a period', source: certification },
    each(written(isDescription), isSentence, 'a full sentence with a period'),
  ),
  rule(
    { name: 'trigger hints are sentences', source: coding },
    each(({ kind }) => kind === 'hint', isSentence, 'a full sentence with a period'),
  ),
  rule({ name: 'a description says more than the name', source: coding }, (connector) =>
    repetitions(textsOf(connector)),
  ),
  rule({ name: 'a hint repeats neither the summary nor the description', source: extensions }, (connector) =>
    repeatingHints(textsOf(connector)),
  ),
];

function isThere(text: string): boolean {
  return text.trim() !== '';
}

function isSentence(text: string): boolean {
  return /^[A-Z][^\n]*\S [^\n]*[^.\s]\.$/.test(text);
}

/** Abbreviations such as ID keep their capitals. */
function isSentenceCase(text: string): boolean {
  const [first = '', ...others] = text.replace(PROPER_NAMES, 'x').split(' ');
  return /^[A-Z0-9x]/.test(first) && others.every((word) => /^(?:[^A-Z]*|[A-Z0-9]{2,})$/.test(word));
}

function isTitleCase(text: string): boolean {
  const [first = '', ...others] = text.split(' ');
  return /^[A-Z0-9(]/.test(first) && others.every((word) => /^[A-Z0-9(]/.test(word) || SMALL_WORDS.test(word));
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const parent = (at: string) => at.replace(/(?:\.\w+|\['[^']*'\])$/, '');

/** A name and a description of the same thing that say the same. */
function repetitions(texts: readonly Text[]): Finding[] {
  const names = new Map(
    texts
      .filter(({ kind }) => kind === 'name' || kind === 'summary')
      .map(({ at, text }) => [parent(at), plain(text)] as const),
  );
  return texts
    .filter(({ at, kind, text }) => kind === 'description' && text !== '' && names.get(parent(at)) === plain(text))
    .map(({ at, text }) => ({ path: at, wrong: `"${text}" repeats the name`, right: 'what the name does not say' }));
}

/** Hints that hold the summary or the description of their trigger, perhaps with more around it. */
function repeatingHints(texts: readonly Text[]): Finding[] {
  return texts
    .filter(({ kind }) => kind === 'hint')
    .filter((hint) =>
      texts
        .filter(({ at, kind, text }) => kind !== 'hint' && text !== '' && parent(at) === parent(hint.at))
        .some(({ text }) => plain(hint.text).includes(plain(text))),
    )
    .map(({ at, text }) => ({ path: at, wrong: `"${text}" repeats it`, right: 'how to make it fire in a test' }));
}
