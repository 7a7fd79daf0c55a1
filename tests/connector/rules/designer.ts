import { type Definition, inputsOf, operationsOf, type Schema } from '../../support/connector.ts';
import { answerOf, fullTitle, isInSight, type Shown, shownOf } from './designer-view.ts';
import { overall, type Rules } from './rule.ts';

/** What the pages for makers say to fill in, where it is optional. */
const TOLD = /^body\/(?:dataSource|label|language|name|endedAt)$/;

/** What tells occurrences and pages apart is for few. So is the type in a notification: each trigger has one. */
const BOOKKEEPING = /(?:^|\/)(?:firingId|subscriptionId|sequence|nextLink)$/;

/** What the summary is made of. */
const SAID = /^summary|Name$|^status$|^error|^value$|^threshold$/;

const makersOperations = (definition: Definition) => operationsOf(definition).filter(({ isVisible }) => isVisible);

/** A body of a definition as makers see it, with what it belongs to. */
interface Body {
  readonly of: string;
  readonly shown: Shown[];
  readonly isNotification: boolean;
}

function bodiesOf(definition: Definition): Body[] {
  return makersOperations(definition).flatMap(({ id, operation, notification }) => {
    const input = operation.parameters?.find((parameter) => parameter.in === 'body')?.schema;
    const body = (does: string, schema: Schema = {}): Body => {
      return { of: `${id} ${does}`, shown: shownOf(schema), isNotification: does === 'brings' };
    };
    return [body('gives', answerOf(operation)?.schema), body('brings', notification), body('takes', input)];
  });
}

/** A check of each body. */
function perBody(description: string, faultsOf: (body: Body) => Iterable<string>) {
  return overall(description, (definition) =>
    bodiesOf(definition).flatMap((body) => Array.from(faultsOf(body), (fault) => `${body.of} ${fault}`)),
  );
}

function* lostAnswers(definition: Definition): Generator<string> {
  for (const { id, operation } of makersOperations(definition)) {
    const read = answerOf(operation);
    for (const [status, response] of Object.entries(operation.responses ?? {}))
      if (response.schema && response !== read) yield `${id}: the outputs of its ${status} are lost`;
  }
}

function* hiddenInputs(definition: Definition): Generator<string> {
  for (const { id, operation } of makersOperations(definition)) {
    const body = operation.parameters?.find((parameter) => parameter.in === 'body');
    const inBody = shownOf(body?.schema ?? {}).map((part) => ({ ...part, way: `${body?.name}/${part.way}` }));
    const others = inputsOf(operation).flatMap(({ way, place, required, schema }) =>
      place === 'body' ? [] : [{ way, schema, isRequired: required, visibility: schema['x-ms-visibility'] }],
    );
    for (const input of [...inBody, ...others]) {
      if (isInSight(input)) continue;
      if (TOLD.test(input.way)) yield `${id} ${input.way} is to be filled in, and is under "Advanced"`;
      else if (input.visibility === undefined) yield `${id} ${input.way} is neither important nor advanced`;
    }
  }
}

/** The stem of a noun, for the few plurals of English that names here have. */
const stem = (word: string) => word.toLowerCase().replace(/(?:ies|es|y|s)$/, '');
const wordsIn = (title = '') => title.split(' ').flatMap((word) => (stem(word).length > 2 ? [stem(word)] : []));

function* repeatedNames({ shown }: Body): Generator<string> {
  for (const { titles } of shown) {
    const above = titles.slice(0, -1).flatMap((title) => wordsIn(title));
    const isRepeated = (word: string) => above.some((other) => word.startsWith(other) || other.startsWith(word));
    if (wordsIn(titles.at(-1)).some(isRepeated)) yield `"${titles.join(' ')}"`;
  }
}

function sameNames({ shown }: Body): string[] {
  const names = shown.map(fullTitle);
  return names.filter((one, index) => names.indexOf(one) !== index);
}

function vagueArrays({ shown }: Body): string[] {
  const isVague = (title = '') => !/^(?!(?:Item|Value|Result|Entrie)s$).+s$/.test(title);
  const arrays = shown.filter(({ titles, schema }) => schema.type === 'array' && isVague(titles.at(-1)));
  return arrays.map(({ way, titles }) => `${way}, an array called "${titles.at(-1)}"`);
}

function* idsInFront({ shown, isNotification }: Body): Generator<string> {
  const isForFew = ({ way }: Shown) => BOOKKEEPING.test(way) || (isNotification && way === 'triggerType');
  const unmarked = shown.find((part) => isForFew(part) && part.visibility !== 'advanced');
  if (unmarked) yield `${unmarked.way}, which is not advanced`;
  if (!isNotification) return;
  const firstId = shown.findIndex(({ way }) => /Id$/.test(way));
  const lastSaid = shown.findLastIndex(({ way }) => SAID.test(way));
  if (firstId >= 0 && firstId < lastSaid) yield `${shown[firstId]?.way} before ${shown[lastSaid]?.way}`;
}

/** In the designer, an environment is one of the platform; a submission is nothing. */
function* ambiguousNames(definition: Definition): Generator<string> {
  const inputs = makersOperations(definition).flatMap(({ id, operation }) =>
    (operation.parameters ?? []).map((parameter) => ({ of: id, title: parameter['x-ms-summary'] ?? '' })),
  );
  const bodies = bodiesOf(definition).flatMap(({ of, shown }) => shown.map((part) => ({ of, title: fullTitle(part) })));
  for (const { of, title } of [...inputs, ...bodies])
    if (/^Environment|\bSubmission\b/.test(title)) yield `${of} "${title}"`;
}

/** What makers see in the designer. */
export const designerRules: Rules = {
  'designer-finds-the-answer': overall('A body is that of a 200 or 201, or of the only response', lostAnswers),
  'input-is-in-its-place': overall(
    'What makers are told to fill in is in sight; what is hidden is so on purpose',
    hiddenInputs,
  ),
  'name-does-not-repeat-its-parent': perBody('A nested name says what its parents have not said', repeatedNames),
  'shown-names-differ': perBody('No two outputs or inputs have one name', sameNames),
  'array-says-what-it-holds': perBody('An array has the name of its items', vagueArrays),
  'names-come-before-ids': perBody('Names and errors lead, bookkeeping is advanced', idsInFront),
  'name-is-not-ambiguous': overall('A name is not that of something else in the designer', ambiguousNames),
};
