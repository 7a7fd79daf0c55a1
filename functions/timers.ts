import { app } from '@azure/functions';
import { readDiagnostics } from '../shared/application/diagnostics/read-diagnostics.ts';
import { createHealthReport } from '../shared/application/maintenance/check-health.ts';
import { collectPoison } from '../shared/application/maintenance/collect-poison.ts';
import { createCircuitCounter } from '../shared/application/maintenance/count-circuits.ts';
import { measureQueues } from '../shared/application/maintenance/measure-queues.ts';
import { resealSecrets } from '../shared/application/maintenance/reseal-secrets.ts';
import { removeExpired } from '../shared/application/maintenance/retention.ts';
import { sweep } from '../shared/application/maintenance/sweep.ts';
import type { Position } from '../shared/application/maintenance/visit-environments.ts';
import type { Deps } from '../shared/application/ports.ts';
import { settleAll } from '../shared/application/settle-all.ts';
import { settleInTurn } from '../shared/application/settle-in-turn.ts';
import { getDeps } from '../shared/composition-root.ts';
import { getConfig } from '../shared/config.ts';

/** Where the next sweep of this process starts. */
const sweepPosition: Position = {};
/** Where the next runs of retention of this process start. */
const resealPosition: Position = {};
const retentionPosition: Position = {};

/** What each run of the sweeper measures besides. It keeps something from run to run. */
let gauges: (() => Promise<unknown>)[] | undefined;

app.timer('sweep-timer', {
  schedule: getConfig().sweepSchedule,
  handler: async () => {
    const deps = getDeps();
    gauges ??= [() => measureQueues(deps), createCircuitCounter(deps), createHealthReport(deps)];
    await settleAll([sweepAll(deps), ...gauges.map((measure) => measure())]);
  },
});

async function sweepAll(deps: Deps): Promise<void> {
  const startedAt = deps.clock.now();
  const swept = await sweep(deps, sweepPosition);
  deps.report({ name: 'Sweep', ...swept, milliseconds: Math.max(0, deps.clock.now() - startedAt) });
}

app.timer('retention-timer', {
  schedule: getConfig().retentionSchedule,
  // The second part runs also when the first one fails.
  handler: async () =>
    void (await settleInTurn(
      [reseal, retire],
      (part) => part(getDeps()),
      (faults) => `${faults} of 2 parts of retention failed`,
    )),
});

async function reseal(deps: Deps): Promise<void> {
  deps.report({ name: 'SecretsResealed', ...(await resealSecrets(deps, resealPosition)) });
}

async function retire(deps: Deps): Promise<void> {
  deps.report({ name: 'RowsExpired', removed: { ...(await removeExpired(deps, retentionPosition)) } });
}

app.timer('poison-timer', {
  // Half a minute after the default time of the sweeper, so that the two do not run at once.
  schedule: '30 * * * * *',
  handler: async () => void (await collectPoison(getDeps())),
});

const { diagnostics } = getConfig();

// Without the setting there is nothing to read, and the platform would wake an instance each minute for that.
if (diagnostics) {
  app.timer('diagnostics-timer', {
    schedule: diagnostics.schedule,
    handler: async () => {
      const deps = getDeps();
      const read = await readDiagnostics(deps);
      if (read.blobs > 0) deps.report({ name: 'DiagnosticsRead', ...read, ignored: { ...read.ignored } });
    },
  });
}
