import { app } from '@azure/functions';
import { logDeliveries } from '../shared/adapters/inbound/delivery-log.ts';
import { handleEventMessage } from '../shared/adapters/inbound/event-trigger.ts';
import { readDeliveryMessage } from '../shared/adapters/storage/delivery-message.ts';
import { handleDeliveryMessage } from '../shared/application/attempt/deliver-batch.ts';
import { getDeps } from '../shared/composition-root.ts';
import { getConfig } from '../shared/config.ts';

app.storageQueue('refresh-status-queue', {
  queueName: getConfig().queues.refreshStatus,
  connection: getConfig().eventsConnection,
  handler: (message, context) => handleEventMessage(getDeps(), { queue: 'refresh-status', message }, context),
});

app.storageQueue('metric-change-queue', {
  queueName: getConfig().queues.metricChange,
  connection: getConfig().eventsConnection,
  handler: (message, context) => handleEventMessage(getDeps(), { queue: 'metric-change', message }, context),
});

app.storageQueue('webhook-delivery-queue', {
  queueName: getConfig().queues.delivery,
  connection: 'AzureWebJobsStorage',
  handler: async (message, context) =>
    logDeliveries(context, await handleDeliveryMessage(getDeps(), readDeliveryMessage(message))),
});
