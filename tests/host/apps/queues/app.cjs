const { app, output } = require('@azure/functions');
const { setTimeout: delay } = require('node:timers/promises');

const actions = {
  fail: () => Promise.reject(new Error('failed on purpose')),
  sleep: ({ milliseconds }) => delay(milliseconds),
  crash: () =>
    setImmediate(() => {
      throw new Error('crashed on purpose');
    }) && new Promise(() => {}),
  hang: () => new Promise(() => {}),
};

app.storageQueue('work', {
  queueName: '%WORK_QUEUE%',
  connection: 'AzureWebJobsStorage',
  handler: async (item, context) => {
    console.log(`received ${JSON.stringify({ item, metadata: context.triggerMetadata })}`);
    await actions[item?.action]?.(item);
    console.log(`finished ${JSON.stringify(item)}`);
  },
});

const toOutputs = output.storageQueue({ queueName: 'Outputs', connection: 'Storage' });

app.http('send', {
  extraOutputs: [toOutputs],
  handler: async (request, context) => {
    context.extraOutputs.set(toOutputs, await request.json());
    if (request.query.has('fail')) throw new Error('failed on purpose');
    return { status: 202 };
  },
});

app.storageQueue('forward', {
  queueName: 'forward',
  connection: 'AzureWebJobsStorage',
  return: output.storageQueue({ queueName: 'forwarded', connection: 'AzureWebJobsStorage' }),
  handler: (item) => ({ seen: item }),
});

app.storageQueue('forwarded', {
  queueName: 'forwarded',
  connection: 'AzureWebJobsStorage',
  handler: (item) => console.log(`forwarded ${JSON.stringify(item)}`),
});
