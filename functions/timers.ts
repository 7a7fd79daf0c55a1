import { app } from '@azure/functions';
import { createHealthCheck } from '../shared/application/maintenance/check-health.ts';
import { collectPoison } from '../shared/application/maintenance/collect-poison.ts';
import { createCircuitCounter } from '../shared/application/maintenance/count-circuits.ts';
import { measureQueues } from '../shared/application/maintenance/measure-queues.ts';
import { resealSecrets } from '../shared/application/maintenance/reseal-secrets.ts';
import { removeExpired } from '../shared/application/maintenance/retention.ts';
import { sweep } from '../shared/application/maintenance/sweep.ts';
import type { Position } from '../shared/application/maintenance/visit-environments.ts';
import type { Deps } from '../shared/application/ports.ts';
import { settleAll } from '../shared/application/settle-all.ts';
import { getDeps } from '../shared/composition-root.ts';
import { getConfig } from '../shared/config.ts';

/** Where the next sweep of this process starts. */
const sweepPosition: Position = {};

/** What each run of the sweeper measures besides. It keeps something from run to run. */
let gauges: (() => Promise<unknown>)[] | undefined;

app.timer('sweep-timer', {
  schedule: getConfig().sweepSchedule,
  handler: async () => {
    const deps = getDeps();
    gauges ??= [() => measureQueues(deps), createCircuitCounter(deps), createHealthCheck(deps)];
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
  handler: async () => {
    const deps = getDeps();
    deps.report({ name: 'SecretsResealed', ...(await resealSecrets(deps)) });
    deps.report({ name: 'RowsExpired', removed: { ...(await removeExpired(deps)) } });
  },
});

app.timer('poison-timer', {
  // Half a minute after the default time of the sweeper, so that the two do not run at once.
  schedule: '30 * * * * *',
  handler: async () => void (await collectPoison(getDeps())),
});
