import { app } from '@azure/functions';
import { answering } from '../shared/adapters/http-answers.ts';
import { redeliver } from '../shared/application/redeliver.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('delivery-redeliver', {
  methods: ['POST'],
  route: 'subscriptions/{id}/deliveries/{notificationId}/redeliver',
  authLevel: 'function',
  handler: answering(async ({ params: { id = '', notificationId = '' } }) => ({
    status: 202,
    jsonBody: await redeliver(getDeps(), id, notificationId),
  })),
});
