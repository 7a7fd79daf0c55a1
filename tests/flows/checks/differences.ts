type Names = Iterable<string | undefined>;

/** What is not there though it should be, and what is there though it should not. */
export function differences(what: string, found: Names, expected: Names): string[] {
  const [there, wanted] = [new Set(found), new Set(expected)];
  return [
    ...[...wanted.difference(there)].map((name) => `${name} is not a ${what}`),
    ...[...there.difference(wanted)].map((name) => `${name} is a ${what} and not declared`),
  ];
}
