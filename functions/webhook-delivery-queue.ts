import { app } from '@azure/functions';
import { readDeliveryMessage } from '../shared/adapters/delivery-message.ts';
import { deliver } from '../shared/application/deliver.ts';
import { getDeps } from '../shared/composition-root.ts';
import { getConfig } from '../shared/config.ts';

app.storageQueue('webhook-delivery-queue', {
  queueName: getConfig().queues.delivery,
  connection: 'AzureWebJobsStorage',
  handler: (message) => deliver(getDeps(), readDeliveryMessage(message)),
});
