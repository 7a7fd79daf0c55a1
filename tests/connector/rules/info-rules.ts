import type { Connector, Info } from './connector.ts';
import { type Finding, type Rule, rule, sources } from './rule.ts';

const { certification, validator, strings, coding } = sources;

/** Zero or one finding about a value of `info`. */
function about(name: string, judge: (info: Info) => [wrong: string, right: string] | undefined) {
  return ({ definition }: Connector): Finding[] => {
    const [wrong, right] = judge(definition.info ?? {}) ?? [];
    return wrong === undefined || right === undefined ? [] : [{ path: `$.info.${name}`, wrong, right }];
  };
}

export const infoRules: readonly Rule[] = [
  rule(
    { name: 'FieldLengthExceeded', source: validator },
    about('title', ({ title = '' }) =>
      title.length <= 30 ? undefined : [`the title has ${title.length} characters`, 'at most 30'],
    ),
  ),
  rule(
    { name: 'RequiredValueEmpty', source: validator },
    about('title', ({ title = '', description = '' }) =>
      title.trim() !== '' && description.trim() !== ''
        ? undefined
        : ['the title or the description is missing', 'both are there'],
    ),
  ),
  rule(
    { name: 'ValueContainsRestrictedWords', source: validator },
    about('title', ({ title = '', description = '' }) => {
      const word = /\b(?:API|connector)s?\b/i.exec(title)?.[0] ?? /\bAPIs?\b/.exec(description)?.[0];
      return word === undefined ? undefined : [`it says "${word}"`, 'no "API"; in the title no "Connector" either'];
    }),
  ),
  rule(
    { name: 'FieldLengthNotInRange', source: validator },
    about('description', ({ description = '' }) =>
      description.length >= 30 && description.length <= 500
        ? undefined
        : [`the description has ${description.length} characters`, '30 to 500'],
    ),
  ),
  rule(
    { name: 'connector description is sentences', source: coding },
    about('description', ({ description = '' }) =>
      /^[A-Z].*\.$/s.test(description) ? undefined : ['it is no sentence', 'a capital first, a period last'],
    ),
  ),
  rule(
    { name: 'connector description says more than the title', source: strings },
    about('description', ({ title = '', description = '' }) =>
      description.replace(/\.$/, '').toLowerCase() === title.toLowerCase()
        ? ['it repeats the title', 'what the connector is for']
        : undefined,
    ),
  ),
  rule(
    { name: 'connector version is numbers with dots', source: certification },
    about('version', ({ version = '' }) =>
      /^\d+\.\d+(?:\.\d+)?$/.test(version) ? undefined : [`the version is "${version}"`, 'such as "1.0.0"'],
    ),
  ),
  rule(
    { name: 'contact has a name', source: certification },
    about('contact.name', ({ contact }) =>
      (contact?.name ?? '').trim() === '' ? ['there is no name', 'the name of the support team'] : undefined,
    ),
  ),
  rule(
    { name: 'UrlNotValid', source: validator },
    about('contact.url', ({ contact }) =>
      isWebAddress(contact?.url) ? undefined : [`"${contact?.url}" is no address`, 'an absolute https address'],
    ),
  ),
  rule(
    { name: 'ContactEmailNotValid', source: validator },
    about('contact.email', ({ contact }) =>
      /^[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}$/i.test(contact?.email ?? '')
        ? undefined
        : [`"${contact?.email}" is no mail address`, 'an ASCII mail address'],
    ),
  ),
];

export function isWebAddress(text: string | undefined): boolean {
  return text !== undefined && URL.canParse(text) && new URL(text).protocol === 'https:';
}
