import { app } from '@azure/functions';
import { readDiagnostics } from '../shared/application/diagnostics/read-diagnostics.ts';
import { collectPoison } from '../shared/application/maintenance/collect-poison.ts';
import { resealSecrets } from '../shared/application/maintenance/reseal-secrets.ts';
import { removeExpired } from '../shared/application/maintenance/retention.ts';
import { sweep } from '../shared/application/maintenance/sweep.ts';
import type { Position } from '../shared/application/maintenance/visit-environments.ts';
import { getDeps } from '../shared/composition-root.ts';
import { getConfig } from '../shared/config.ts';

/** Where the next sweep of this process starts. */
const sweepPosition: Position = {};

app.timer('sweep-timer', {
  schedule: getConfig().sweepSchedule,
  handler: async (_timer, context) => {
    const { environments, deliveries, fanOuts } = await sweep(getDeps(), sweepPosition);
    context.log(
      `Swept ${environments} environments: ${deliveries} overdue deliveries, ${fanOuts} interrupted fan-outs.`,
    );
  },
});

app.timer('retention-timer', {
  schedule: getConfig().retentionSchedule,
  handler: async (_timer, context) => {
    const { resealed, previous } = await resealSecrets(getDeps());
    context.log(
      `Resealed ${resealed} subscriptions with SECRETS_KEY; rows that the previous key still holds: ${previous}.`,
    );
    context.log('Removed expired rows:', JSON.stringify(await removeExpired(getDeps())));
  },
});

app.timer('poison-timer', {
  // Half a minute after the default time of the sweeper, so that the two do not run at once.
  schedule: '30 * * * * *',
  handler: async (_timer, context) => {
    const { collected } = await collectPoison(getDeps());
    if (collected > 0) context.warn(`Made dead letters of ${collected} messages from the poison queues.`);
  },
});

const { diagnostics } = getConfig();

// Without the setting there is nothing to read, and the platform would wake an instance each minute for that.
if (diagnostics) {
  app.timer('diagnostics-timer', {
    schedule: diagnostics.schedule,
    handler: async (_timer, context) => {
      const report = await readDiagnostics(getDeps());
      if (report.blobs > 0) context.log('Read diagnostic logs:', JSON.stringify(report));
      if (report.tooLong > 0) context.warn(`Made dead letters of ${report.tooLong} lines that no message can hold.`);
    },
  });
}
