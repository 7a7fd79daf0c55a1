import { app } from '@azure/functions';
import { collectPoison } from '../shared/application/maintenance/collect-poison.ts';
import { resealSecrets } from '../shared/application/maintenance/reseal-secrets.ts';
import { retire } from '../shared/application/maintenance/retention.ts';
import { sweep } from '../shared/application/maintenance/sweep.ts';
import { getDeps } from '../shared/composition-root.ts';
import { getConfig } from '../shared/config.ts';

app.timer('sweep-timer', {
  schedule: getConfig().sweepSchedule,
  handler: async (_timer, context) => {
    const { environments, deliveries, fanOuts } = await sweep(getDeps());
    context.log(
      `Swept ${environments} environments: ${deliveries} overdue deliveries, ${fanOuts} unfinished fan-outs.`,
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
    context.log('Retired rows:', JSON.stringify(await retire(getDeps())));
  },
});

/** Half a minute from the sweeper, so that the two do not come at once. */
const SCHEDULE = '30 * * * * *';

app.timer('poison-timer', {
  schedule: SCHEDULE,
  handler: async (_timer, context) => {
    const { collected } = await collectPoison(getDeps());
    if (collected > 0) context.warn(`Made dead letters of ${collected} messages that the host had given up.`);
  },
});
