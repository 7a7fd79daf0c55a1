import { app } from '@azure/functions';
import { readDiagnostics } from '../shared/application/diagnostics/read-diagnostics.ts';
import { collectPoison } from '../shared/application/maintenance/collect-poison.ts';
import { resealSecrets } from '../shared/application/maintenance/reseal-secrets.ts';
import { removeExpired } from '../shared/application/maintenance/retention.ts';
import { sweep } from '../shared/application/maintenance/sweep.ts';
import type { Position } from '../shared/application/maintenance/visit-environments.ts';
import { settleInTurn } from '../shared/application/settle-in-turn.ts';
import { getDeps } from '../shared/composition-root.ts';
import { getConfig } from '../shared/config.ts';

/** Where the next sweep of this process starts. */
const sweepPosition: Position = {};
/** Where the next runs of retention of this process start. */
const resealPosition: Position = {};
const retentionPosition: Position = {};

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
  // The second part runs also when the first one fails.
  handler: async (_timer, context) =>
    void (await settleInTurn(
      [reseal, retire],
      async (part) => context.log(await part()),
      (faults) => `${faults} of 2 parts of retention failed`,
    )),
});

async function reseal(): Promise<string> {
  const { resealed, previous } = await resealSecrets(getDeps(), resealPosition);
  return `Resealed ${resealed} subscriptions with SECRETS_KEY; rows that the previous key still holds: ${previous}.`;
}

async function retire(): Promise<string> {
  return `Removed expired rows: ${JSON.stringify(await removeExpired(getDeps(), retentionPosition))}`;
}

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
