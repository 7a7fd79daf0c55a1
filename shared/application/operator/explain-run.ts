import { phrase } from '../../contract/phrase.ts';
import { ignoredPhrase } from '../../domain/code-phrase.ts';
import { decideRun } from '../../domain/decide-run.ts';
import { hasFinished, type RefreshRun } from '../../domain/events.ts';
import { runTopic } from '../../domain/topic.ts';
import { firedRunKey } from '../events/handle-run.ts';
import type { Deps } from '../ports.ts';
import { environmentPartition, firingGroup, firingKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { firingRow, runRow } from '../store/rows.ts';
import { type Finding, NOT_SEEN } from './finding.ts';

/** Explains what became of a report on a run. */
export async function explainRun(deps: Deps, run: RefreshRun): Promise<Finding> {
  const decision = decideRun(run);
  if (decision.outcome === 'ignored') return ignoredRun(run, decision.reason);
  const partition = environmentPartition(run.environmentId);
  const { triggerType } = decision;
  const topic = runTopic(triggerType);
  const fired = await readRow(deps.store, { partition, key: firedRunKey(topic, triggerType, run) }, runRow);
  if (!fired) return NOT_SEEN;
  const key = firingKey(topic, firingGroup(fired.data.sequence));
  const firing = await readRow(deps.store, { partition, key }, firingRow);
  const reason = phrase('explain.run-fired', { trigger: triggerType });
  return { outcome: 'fired', reason, firing: firing?.data };
}

/** The status report shows finished runs, even those that fire nothing. */
function ignoredRun(run: RefreshRun, code: string): Finding {
  const isReported = hasFinished(run) && run.status !== 'deleted';
  const reason = ignoredPhrase(code);
  return { outcome: 'ignored', code, reason: isReported ? phrase('explain.reported', { reason }) : reason };
}
