import { decideRun } from '../../domain/decide-run.ts';
import type { RefreshRun } from '../../domain/events.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { type RunTriggerType, runTopic, type TopicKey } from '../../domain/topic.ts';
import type { ConflictError } from '../errors.ts';
import { begun } from '../firing/begun-attempts.ts';
import { commitFiring } from '../firing/commit-firing.ts';
import { matchSubscribers } from '../firing/match-subscribers.ts';
import type { Occurrence } from '../firing/occurrence.ts';
import { resumeFiring } from '../firing/resume-firing.ts';
import type { Deps, Write } from '../ports.ts';
import { environmentSeen } from '../store/environments.ts';
import { environmentPartition, firingGroup, runKey, stateKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { onConflict, retryOnTopicConflict } from '../store/retry-on-conflict.ts';
import { runRow, stateRow } from '../store/rows.ts';
import { writeState } from '../store/topic-state.ts';
import type { Handled } from './handled.ts';
import { lastRunWrites, recordLastRun } from './record-last-run.ts';

/**
 * Fires on a finished run, once for each trigger type and data source, in whatever form and however often it is reported:
 * the transaction that commits the firing also inserts a row for the run.
 */
export async function handleRun(deps: Deps, run: RefreshRun): Promise<Handled> {
  const decision = decideRun(run);
  const partition = environmentPartition(run.environmentId);
  if (decision.outcome === 'ignored') {
    await recordLastRun(deps, partition, run);
    return decision;
  }
  const { outcome: _, ...fired } = decision;
  const topic = runTopic(fired.triggerType);
  const occurrence: Occurrence = { ...fired, partition, environmentId: run.environmentId, topic };
  const commit = { run, occurrence, firedKey: firedRunKey(topic, fired.triggerType, run) };
  return retryOnTopicConflict(deps, occurrence, () =>
    onConflict(commitRun(deps, commit), (conflict) => duplicateOf(deps, commit, conflict)),
  );
}

/** The key of the row that keeps a run from firing a second time. */
export function firedRunKey(topic: TopicKey, triggerType: RunTriggerType, run: RefreshRun): string {
  return runKey(topic, triggerType, run.process === 'data-source' ? run.name : '', run.runId);
}

interface RunCommit {
  readonly run: RefreshRun;
  readonly occurrence: Occurrence;
  readonly firedKey: string;
}

async function commitRun(deps: Deps, { run, occurrence, firedKey }: RunCommit): Promise<Handled> {
  const { partition, topic, environmentId } = occurrence;
  // The state is read before the subscribers: a subscription created in between changes it, and the commit conflicts.
  const [state, lastRun] = await Promise.all([
    readRow(deps.store, { partition, key: stateKey(topic) }, stateRow),
    lastRunWrites(deps, partition, run),
  ]);
  // With a state, the commit conflicts when retention has removed the environment's rows.
  if (!state) await environmentSeen(deps, partition, environmentId);
  const subscribers = await matchSubscribers(deps, occurrence);
  const sequence = (state?.data.sequence ?? 0) + 1;
  const fired = { sequence, at: instantFromMilliseconds(deps.clock.now()) };
  const writes: Write[] = [
    writeState({ topic, state }, { ...state?.data, environmentId, sequence }),
    { kind: 'insert', key: firedKey, data: fired },
    ...lastRun,
  ];
  const firing = await commitFiring(deps, { ...occurrence, sequence }, { subscribers, writes });
  return { outcome: 'fires', ...firing };
}

/**
 * The commit of a run that has fired before conflicts with its row. It fires nothing, but a later end is recorded. Any other
 * conflict is one to retry after.
 */
async function duplicateOf(
  deps: Deps,
  { run, occurrence: { partition, topic }, firedKey }: RunCommit,
  conflict: ConflictError,
): Promise<Handled> {
  const fired = await readRow(deps.store, { partition, key: firedKey }, runRow);
  if (!fired) throw conflict;
  await recordLastRun(deps, partition, run);
  const group = firingGroup(fired.data.sequence);
  return { outcome: 'duplicate', ...begun(resumeFiring(deps, { partition, topic, group })) };
}
