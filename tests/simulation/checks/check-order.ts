import type { Outcome } from '../engine/simulate.ts';
import { deliveryName, isFinished, type Story } from './delivery-history.ts';
import type { History } from './history.ts';

/** A delivery while it waits for a circuit, between two transactions. */
interface Wait {
  readonly name: string;
  readonly sequence: number;
  readonly from: number;
  readonly to: number;
  /** It left to be sent, not to be given up. */
  readonly isReleased: boolean;
}

/** What waited together for one subscription goes out in the order of its sequence (contract 7). */
export function checkOrder({ arrivals, isHurt }: Outcome, { firings, deliveries }: History): string[] {
  const sequences = new Map(firings.map(({ id, sequence }) => [id, sequence]));
  const waits = [...deliveries].flatMap(([name, stories]) =>
    stories.flatMap((story) => waitsOf(name, story, sequences)),
  );
  if (waits.length < 2) return [];
  const posts = arrivals.map(({ body, logged }) => ({ name: deliveryName(JSON.parse(body)), logged }));
  const postOf = ({ name, to, isReleased }: Wait) =>
    isReleased ? posts.findIndex((post) => post.name === name && post.logged > to) : -1;
  return pairsOf(waits).flatMap(([first, second]) => {
    if (first.to > second.to) return [`7: ${second.name} was released before ${first.name}`];
    // After a death or a failed request, a released one may have to be tried again while the next one goes on.
    const [sooner, later] = [postOf(first), postOf(second)];
    const isOvertaken = !isHurt && sooner >= 0 && later >= 0 && sooner > later;
    return isOvertaken ? [`7: ${second.name} was sent before ${first.name}`] : [];
  });
}

function waitsOf(name: string, { versions }: Story, sequences: ReadonlyMap<string, number>): Wait[] {
  return versions.flatMap(({ commit, data }, index) => {
    if (data.state !== 'waiting') return [];
    const next = versions[index + 1];
    const to = next?.commit ?? Number.POSITIVE_INFINITY;
    const isReleased = next !== undefined && !isFinished(next);
    return [{ name, sequence: sequences.get(data.firingId) ?? 0, from: commit, to, isReleased }];
  });
}

/** Any two of one subscription that waited at the same time, the one of the lower sequence first. */
function pairsOf(waits: readonly Wait[]): [Wait, Wait][] {
  return waits.flatMap((first) =>
    waits.flatMap((second): [Wait, Wait][] => {
      const isTogether = Math.max(first.from, second.from) < Math.min(first.to, second.to);
      const isPair = first.sequence < second.sequence && receiverOf(first) === receiverOf(second);
      return isPair && isTogether ? [[first, second]] : [];
    }),
  );
}

function receiverOf({ name }: Wait): string {
  return name.slice(name.indexOf(' '));
}
