/** What the lines say, by what each is about: an operation, or an input or output of one. */
type Contract = ReadonlyMap<string, string>;

/** What became of one line: what it was and is, or only one of the two. */
interface Change {
  readonly subject: string;
  readonly was: string | undefined;
  readonly is: string | undefined;
}

const CHOICES = /, one of (\S+?)(?=,|$)/;
const REQUIRED = /, required$/;

/** In words, what differs between two contracts, and whether flows that were saved with the first break by it. */
export function changesBetween(before: string, after: string): string[] {
  const [old, young] = [read(before), read(after)];
  const changes = [...new Set([...old.keys(), ...young.keys()])]
    .filter((subject) => isOfBoth(subject, old, young))
    .map((subject) => ({ subject, was: old.get(subject), is: young.get(subject) }))
    .filter(({ was, is }) => was !== is)
    .map((change) => `${breaks(change) ? 'breaks saved flows' : 'only adds'}: ${inWords(change)}`);
  return changes.length > 0 || before === after ? changes : ['breaks nothing: the same lines in another order'];
}

function read(contract: string): Contract {
  const facts = new Map<string, string>();
  let operation = '';
  for (const line of contract.trimEnd().split('\n')) {
    const [, part, fact = ''] = /^ {2}(.+?): (.+)$/.exec(line) ?? [];
    const [id = '', address = ''] = line.split(/ (.*)/);
    if (part === undefined) operation = id;
    facts.set(part === undefined ? id : `${operation} ${part}`, part === undefined ? address : fact);
  }
  return facts;
}

/** Of an operation that is gone or new, the operation itself is enough to be told. */
function isOfBoth(subject: string, old: Contract, young: Contract): boolean {
  const [operation = ''] = subject.split(' ');
  return subject === operation || (old.has(operation) && young.has(operation));
}

function breaks({ subject, was, is }: Change): boolean {
  if (was === undefined) return subject.includes(' takes ') && REQUIRED.test(is ?? '');
  return is === undefined || !subject.includes(' takes ') || breaksInput(was, is);
}

/** An input may get choices more, and need no longer be given. */
function breaksInput(was: string, is: string): boolean {
  const bare = (text: string) => text.replace(REQUIRED, '').replace(CHOICES, '');
  const [before, after] = [choicesOf(was), choicesOf(is)];
  const isNarrower = before.length === 0 ? after.length > 0 : !before.every((choice) => after.includes(choice));
  return bare(was) !== bare(is) || isNarrower || (REQUIRED.test(is) && !REQUIRED.test(was));
}

function choicesOf(text: string): string[] {
  return CHOICES.exec(text)?.[1]?.split('|') ?? [];
}

function inWords({ subject, was, is }: Change): string {
  if (was === undefined) return `"${subject}: ${is}" is new`;
  return `"${subject}: ${was}" is ${is === undefined ? 'gone' : `now "${is}"`}`;
}
