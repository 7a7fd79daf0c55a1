const { app, input, output, trigger } = require('@azure/functions');

const handler = () => {};
const queue = { queueName: 'some-queue', connection: 'AzureWebJobsStorage', handler };

const cases = {
  nothing: () => {},
  throws: () => {
    throw new TypeError('no such thing');
  },
  throwsLater: () => {
    app.http('one', { handler });
    throw new TypeError('after one');
  },
  exits: () => process.exit(3),
  fiveFields: () => app.timer('clock', { schedule: '*/5 * * * *', handler }),
  timeSpan: () => app.timer('clock', { schedule: '00:05:00', handler }),
  badSchedule: () => app.timer('clock', { schedule: '0 61 * * * *', handler }),
  missingSetting: () => app.storageQueue('reader', { ...queue, queueName: '%NO_SUCH_SETTING%' }),
  missingConnection: () => app.storageQueue('reader', { ...queue, connection: 'Elsewhere' }),
  identity: () => app.storageQueue('reader', { ...queue, connection: 'ByIdentity' }),
  badConnection: () => app.storageQueue('reader', { ...queue, connection: 'Broken' }),
  badQueueName: () => app.storageQueue('reader', { ...queue, queueName: 'no_such--name' }),
  unknownTrigger: () => app.generic('other', { trigger: trigger.generic({ type: 'strangeTrigger' }), handler }),
  unknownOutput: () =>
    app.http('writer', { extraOutputs: [output.storageBlob({ path: 'a/b', connection: 'X' })], handler }),
  unknownInput: () =>
    app.http('reader', { extraInputs: [input.storageBlob({ path: 'a/b', connection: 'X' })], handler }),
  sameRoute: () => {
    app.http('one', { route: 'x/{a}', handler });
    app.http('two', { route: 'X/{b}', methods: ['POST'], handler });
  },
  sameName: () => {
    app.http('one', { handler });
    app.http('one', { route: 'x', handler });
  },
  badRoute: () => app.http('one', { route: 'x/{id:odd}', handler }),
  streaming: () => {
    app.setup({ enableHttpStream: true });
    app.http('one', { handler });
  },
  fine: () => app.http('one', { handler }),
};

cases[process.env.CASE]();
