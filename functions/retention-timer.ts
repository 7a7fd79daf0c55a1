import { app } from '@azure/functions';
import { retire } from '../shared/application/retire.ts';
import { getDeps } from '../shared/composition-root.ts';

app.timer('retention-timer', {
  // Once a day, at a time between the usual refreshes: it reads all that is kept.
  schedule: '0 30 3 * * *',
  handler: async (_timer, context) => {
    context.log('Retired rows:', JSON.stringify(await retire(getDeps())));
  },
});
