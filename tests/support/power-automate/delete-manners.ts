import type { Flow } from './flow.ts';
import type { Trouble } from './line.ts';
import type { Deletes } from './registration.ts';

/** How the DELETE of a flow may go. */
export interface DeleteManner {
  readonly deletes: Deletes;
  readonly troubles: readonly Trouble[];
}

/** The app hears of it in the end. */
export const heardDeletes: readonly [name: string, manner: DeleteManner][] = [
  ['sent with the key', { deletes: {}, troubles: [] }],
  ['sent without the key', { deletes: { withKey: false }, troubles: [] }],
  ['sent twice', { deletes: { count: 2 }, troubles: [] }],
  ['lost and repeated', { deletes: {}, troubles: ['request-lost'] }],
  ['repeated as its answer was lost', { deletes: {}, troubles: ['answer-lost'] }],
  ['cut off and repeated', { deletes: {}, troubles: ['cut-off'] }],
  ['repeated after a 503', { deletes: { withKey: false }, troubles: [{ status: 503 }] }],
];

/** The app never hears of it. */
export const unheardDeletes: readonly [name: string, manner: DeleteManner][] = [
  ['never sent', { deletes: { count: 0 }, troubles: [] }],
  ['given up after a 503', { deletes: { persists: false }, troubles: [{ status: 503 }] }],
];

/** Puts the troubles on the way of the flow, and gives how it deletes. */
export function prepared(flow: Flow, { deletes, troubles }: DeleteManner): Deletes {
  flow.line.trouble('DELETE', ...troubles);
  return deletes;
}
