import type { Outcome } from '../engine/simulate.ts';
import type { History } from './history.ts';
import { deliveryName, isFinished, type Timeline } from './timelines.ts';

/** The time that a delivery waits for its circuit, between two transactions. */
interface Wait {
  readonly name: string;
  readonly sequence: number;
  readonly from: number;
  readonly to: number;
  /** The delivery was released to be sent; it did not become a dead letter. */
  readonly isReleased: boolean;
}

/** Deliveries that waited for the same circuit at the same time are released and sent in the order of their sequence. */
export function checkOrder({ arrivals, hasFailures }: Outcome, { firings, deliveries }: History): string[] {
  const sequences = new Map(firings.map(({ id, sequence }) => [id, sequence]));
  const waits = [...deliveries].flatMap(([name, timelines]) =>
    timelines.flatMap((timeline) => waitsOf(name, timeline, sequences)),
  );
  if (waits.length < 2) return [];
  const posts = arrivals.map(({ body, atCommit }) => ({ name: deliveryName(JSON.parse(body)), atCommit }));
  const postOf = ({ name, to, isReleased }: Wait) =>
    isReleased ? posts.findIndex((post) => post.name === name && post.atCommit > to) : -1;
  return pairsOf(waits).flatMap(([first, second]) => {
    if (first.to > second.to) return [`order: ${second.name} was released before ${first.name}`];
    // After a crash or a failed request, a released delivery may be retried after the next one was sent.
    const [sooner, later] = [postOf(first), postOf(second)];
    const isOvertaken = !hasFailures && sooner >= 0 && later >= 0 && sooner > later;
    return isOvertaken ? [`order: ${second.name} was sent before ${first.name}`] : [];
  });
}

function waitsOf(name: string, { versions }: Timeline, sequences: ReadonlyMap<string, number>): Wait[] {
  return versions.flatMap(({ commit, data }, index) => {
    if (data.state !== 'waiting') return [];
    const next = versions[index + 1];
    const to = next?.commit ?? Number.POSITIVE_INFINITY;
    const isReleased = next !== undefined && !isFinished(next);
    return [{ name, sequence: sequences.get(data.firingId) ?? 0, from: commit, to, isReleased }];
  });
}

/** Every two waits of one subscription that overlap, the lower sequence first. */
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
