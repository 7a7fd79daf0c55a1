import { app } from '@azure/functions';
import { collectPoison } from '../shared/application/collect-poison.ts';
import { getDeps } from '../shared/composition-root.ts';

/** Half a minute from the sweeper, so that the two do not come at once. */
const SCHEDULE = '30 * * * * *';

app.timer('poison-timer', {
  schedule: SCHEDULE,
  handler: async (_timer, context) => {
    const { collected } = await collectPoison(getDeps());
    if (collected > 0) context.warn(`Made dead letters of ${collected} messages that the host had given up.`);
  },
});
