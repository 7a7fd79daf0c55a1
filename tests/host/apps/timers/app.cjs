const { app } = require('@azure/functions');
const { setTimeout: delay } = require('node:timers/promises');

let overlapping = 0;

app.timer('slow', {
  schedule: '%SLOW_SCHEDULE%',
  handler: async (timer) => {
    overlapping += 1;
    console.log(`slow ${JSON.stringify({ overlapping, timer })}`);
    await delay(1500);
    overlapping -= 1;
  },
});

app.timer('atStart', {
  schedule: '0 0 0 1 1 *',
  runOnStartup: true,
  useMonitor: false,
  handler: (timer) => console.log(`atStart ${JSON.stringify(timer)}`),
});
app.timer('yearly', { schedule: '0 0 0 1 1 *', handler: (timer) => console.log(`yearly ${JSON.stringify(timer)}`) });
