import type { Deps, KeyRange } from '../ports.ts';
import type { Cursor } from './cursor.ts';
import { after, directory, ENVIRONMENTS, environmentPartition, isEnvironmentPartition } from './keys.ts';

/** A range of rows in one partition. A list consists of one or more of them. */
export interface Section {
  readonly partition: string;
  readonly range: KeyRange;
}

/** The sections of a list in their order. They are named one by one, since there may be one for each environment. */
export interface Sections {
  /** The section after another one, or the first. */
  next(after?: Section): Promise<Section | undefined>;
  /** The section in which a cursor lies; `undefined` when the list has none. */
  find(cursor: Cursor): Section | undefined;
}

/** A list whose sections are known. */
export function knownSections(...sections: readonly Section[]): Sections {
  return {
    next: async (last) => sections[last ? sections.findIndex((one) => isSame(one, last)) + 1 : 0],
    find: (cursor) => sections.find((section) => section.partition === cursor.partition && isIn(section, cursor)),
  };
}

/** A list of the same range of one environment, or of all environments in the order of the directory. */
export function environmentSections(
  deps: Pick<Deps, 'store'>,
  environmentId: string | undefined,
  range: KeyRange,
): Sections {
  if (environmentId !== undefined) return knownSections({ partition: environmentPartition(environmentId), range });
  return directorySections(deps, range);
}

/** Names that one read of the directory gets. */
const NAMES_PER_READ = 100;

function directorySections({ store }: Pick<Deps, 'store'>, range: KeyRange): Sections {
  let names: readonly string[] = [];
  return {
    async next(last) {
      const isAhead = (name: string) => last === undefined || name > last.partition;
      if (!names.some(isAhead)) {
        const from = last ? after(last.partition) : directory.range.from;
        const page = await store.range(ENVIRONMENTS, { ...directory.range, from, top: NAMES_PER_READ });
        names = page.rows.map(({ key }) => key);
      }
      const partition = names.find(isAhead);
      return partition === undefined ? undefined : { partition, range };
    },
    find(cursor) {
      const section = { partition: cursor.partition, range };
      return isEnvironmentPartition(cursor.partition) && isIn(section, cursor) ? section : undefined;
    },
  };
}

/** One list after another. */
export function joinedSections(first: Sections, second: Sections): Sections {
  return {
    async next(last) {
      const isInFirst = last === undefined || first.find(startOf(last)) !== undefined;
      return (isInFirst ? await first.next(last) : undefined) ?? second.next(isInFirst ? undefined : last);
    },
    find: (cursor) => first.find(cursor) ?? second.find(cursor),
  };
}

function startOf({ partition, range }: Section): Cursor {
  return { partition, from: range.from };
}

/** A section keeps its end while it is read. */
function isSame(one: Section, other: Section): boolean {
  return one.partition === other.partition && one.range.to === other.range.to;
}

function isIn({ range }: Section, { from }: Cursor): boolean {
  return from >= range.from && from < range.to;
}
