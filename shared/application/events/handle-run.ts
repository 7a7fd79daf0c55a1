import { decideRun } from '../../domain/decide-run.ts';
import type { RefreshRun } from '../../domain/events.ts';
import { type RunTriggerType, runTopic, type TopicKey } from '../../domain/topic.ts';
import { matchingSubscribers } from '../firing/match-subscribers.ts';
import { commitPlan, type Occurrence, planFiring } from '../firing/plan-firing.ts';
import { type Committed, resumeFiring, startFiring } from '../firing/start-firing.ts';
import type { Deps, Write } from '../ports.ts';
import { environmentPartition, runKey, stateKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { untilTopicCommitted } from '../store/retry-on-conflict.ts';
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
  return untilTopicCommitted(
    deps,
    occurrence,
    async () => (await commitRun(deps, { run, occurrence, seen })) ?? (await duplicateOf(deps, occurrence, seen)),
  );
}

/** The row that keeps a run from firing again. */
export function seenRunKey(topic: TopicKey, triggerType: RunTriggerType, run: RefreshRun): string {
  return runKey(topic, triggerType, run.process === 'data-source' ? run.name : '', run.runId);
}

interface RunCommit {
  readonly run: RefreshRun;
  readonly occurrence: Occurrence;
  readonly seen: string;
}

async function commitRun(deps: Deps, { run, occurrence, seen }: RunCommit): Promise<Handled | undefined> {
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
  if (!etags) return undefined;
  const committed: Committed = { partition, plan, subscribers, writes, etags };
  return { outcome: 'fires', work: () => startFiring(deps, committed) };
}

async function duplicateOf(deps: Deps, { partition, topic }: Occurrence, seen: string): Promise<Handled | undefined> {
  const earlier = await readRow(deps.store, { partition, key: seen }, runRow);
  if (!earlier) return undefined;
  const { sequence } = earlier.data;
  return { outcome: 'duplicate', work: () => resumeFiring(deps, partition, { topic, sequence }) };
}
