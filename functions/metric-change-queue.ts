import { app } from '@azure/functions';
import { handleEventMessage } from '../shared/adapters/event-trigger.ts';
import { getDeps } from '../shared/composition-root.ts';
import { getConfig } from '../shared/config.ts';

app.storageQueue('metric-change-queue', {
  queueName: getConfig().queues.metricChange,
  connection: getConfig().eventsConnection,
  handler: (message, context) => handleEventMessage(getDeps(), { queue: 'metric-change', message }, context),
});
