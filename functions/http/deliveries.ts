import { app } from '@azure/functions';
import { answering, answeringPage } from '../../shared/adapters/inbound/http-answers.ts';
import { listQueryOf } from '../../shared/adapters/inbound/http-requests.ts';
import { listDeliveries } from '../../shared/application/operator/list-deliveries.ts';
import { redeliver } from '../../shared/application/operator/redeliver.ts';
import { getDeps } from '../../shared/composition-root.ts';

app.http('delivery-list', {
  methods: ['GET'],
  route: 'subscriptions/{id}/deliveries',
  authLevel: 'function',
  handler: answeringPage(getDeps, (deps, request) =>
    listDeliveries(deps, request.params.id ?? '', listQueryOf(request, {})),
  ),
});

app.http('delivery-redeliver', {
  methods: ['POST'],
  route: 'subscriptions/{id}/deliveries/{notificationId}/redeliver',
  authLevel: 'function',
  handler: answering(async ({ params: { id = '', notificationId = '' } }) => ({
    status: 202,
    jsonBody: await redeliver(getDeps(), id, notificationId),
  })),
});
