import { app } from '@azure/functions';
import { handleDeliveryTrigger } from '../shared/adapters/inbound/delivery-trigger.ts';
import { handleEventMessage } from '../shared/adapters/inbound/event-trigger.ts';
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
  handler: (message) => handleDeliveryTrigger(getDeps(), message),
});
