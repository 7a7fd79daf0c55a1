import { app } from '@azure/functions';
import { handleEventMessage } from '../shared/adapters/event-trigger.ts';
import { getDeps } from '../shared/composition-root.ts';
import { getConfig } from '../shared/config.ts';

app.storageQueue('refresh-status-queue', {
  queueName: getConfig().queues.refreshStatus,
  connection: getConfig().eventsConnection,
  handler: (message, context) => handleEventMessage(getDeps(), { queue: 'refresh-status', message }, context),
});
