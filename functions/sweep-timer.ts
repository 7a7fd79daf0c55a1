import { app } from '@azure/functions';
import { sweep } from '../shared/application/sweep.ts';
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
