import { decideRun } from '../../domain/decide-run.ts';
import type { RefreshRun } from '../../domain/events.ts';
import { type RunTriggerType, runTopic, type TopicKey } from '../../domain/topic.ts';
import type { ConflictError } from '../errors.ts';
import { matchingSubscribers } from '../firing/match-subscribers.ts';
import { commitPlan, type Occurrence, planFiring } from '../firing/plan-firing.ts';
import { type Committed, resumeFiring, startFiring } from '../firing/start-firing.ts';
import type { Deps, Write } from '../ports.ts';
import { environmentPartition, runKey, stateKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { onConflict, retryOnTopicConflict } from '../store/retry-on-conflict.ts';
import { runRow, stateRow } from '../store/rows.ts';
import { stateWrite } from '../store/topic-state.ts';
import type { Handled } from './handled.ts';
import { processWrites, recordProcess } from './record-last-run.ts';

/**
 * Fires on a finished run, once for each trigger type and data source, in whatever form and however often it is reported:
 * the row of the run is inserted in the transaction that commits the firing.
 */
export async function handleRun(deps: Deps, run: RefreshRun): Promise<Handled> {
  const decision = decideRun(run);
  const partition = environmentPartition(run.environmentId);
  if (decision.outcome === 'ignored') {
    await recordProcess(deps, partition, run);
    return decision;
  }
  const { triggerType } = decision;
  const topic = runTopic(triggerType);
  const occurrence: Occurrence = { ...decision, partition, environmentId: run.environmentId, topic };
  const seen = seenRunKey(topic, triggerType, run);
  return retryOnTopicConflict(deps, occurrence, () =>
    onConflict(commitRun(deps, { run, occurrence, seen }), (conflict) =>
      duplicateOf(deps, { occurrence, seen, conflict }),
    ),
  );
}

/** The row that keeps a run from firing again. */
export function seenRunKey(topic: TopicKey, triggerType: RunTriggerType, { process, name, runId }: RefreshRun): string {
  return runKey(topic, triggerType, process === 'data-source' ? (name ?? '') : '', runId);
}

interface RunCommit {
  readonly run: RefreshRun;
  readonly occurrence: Occurrence;
  readonly seen: string;
}

async function commitRun(deps: Deps, { run, occurrence, seen }: RunCommit): Promise<Handled> {
  const { partition, topic, environmentId } = occurrence;
  // The state comes first: a subscription that is made after this read changes its ETag, and the commit then conflicts.
  const [state, process] = await Promise.all([
    readRow(deps.store, { partition, key: stateKey(topic) }, stateRow),
    processWrites(deps, partition, run),
  ]);
  const subscribers = await matchingSubscribers(deps, occurrence);
  const sequence = (state?.data.sequence ?? 0) + 1;
  const plan = planFiring(deps, { ...occurrence, sequence }, subscribers);
  const writes: Write[] = [
    stateWrite({ topic, state }, { environmentId, sequence }),
    { kind: 'insert', key: seen, data: { sequence, at: plan.firing.committedAt } },
    ...process,
    ...plan.writes,
  ];
  const etags = await commitPlan(deps, { partition, deliveries: plan.deliveries }, writes);
  const committed: Committed = { partition, plan, subscribers, writes, etags };
  return { outcome: 'fires', work: () => startFiring(deps, committed) };
}

/** The commit of a run conflicts when the run has fired before; any other conflict is one to try again after. */
async function duplicateOf(
  deps: Deps,
  { occurrence, seen, conflict }: Omit<RunCommit, 'run'> & { readonly conflict: ConflictError },
): Promise<Handled> {
  const { partition, topic } = occurrence;
  const earlier = await readRow(deps.store, { partition, key: seen }, runRow);
  if (!earlier) throw conflict;
  const { sequence } = earlier.data;
  return { outcome: 'duplicate', work: () => resumeFiring(deps, partition, { topic, sequence }) };
}
