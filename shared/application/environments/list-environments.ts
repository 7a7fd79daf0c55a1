import type { Deps, Row } from '../ports.ts';
import { directory } from '../store/keys.ts';
import { type ListQuery, pageRows } from '../store/pagination.ts';
import { environmentRow, parseRow } from '../store/rows.ts';
import { knownSections } from '../store/sections.ts';

/** The environments that events have named. Events carry no display name, so the id is shown as one. */
export function listEnvironments(deps: Deps, query: ListQuery) {
  return pageRows(deps, { sections: knownSections(directory), query, item: environmentItem });
}

function environmentItem(row: Row) {
  const { environmentId, isSeen } = parseRow(environmentRow, row).data;
  return isSeen ? { environmentId, displayName: environmentId } : undefined;
}
