import { app } from '@azure/functions';
import { logDeliveries } from '../shared/adapters/delivery-log.ts';
import { readDeliveryMessage } from '../shared/adapters/delivery-message.ts';
import { deliver } from '../shared/application/deliver.ts';
import { getDeps } from '../shared/composition-root.ts';
import { getConfig } from '../shared/config.ts';

app.storageQueue('webhook-delivery-queue', {
  queueName: getConfig().queues.delivery,
  connection: 'AzureWebJobsStorage',
  handler: async (message, context) => logDeliveries(context, await deliver(getDeps(), readDeliveryMessage(message))),
});
