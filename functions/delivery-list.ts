import { app } from '@azure/functions';
import { answering, listAnswer, listQueryOf } from '../shared/adapters/http-answers.ts';
import { listDeliveries } from '../shared/application/list-deliveries.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('delivery-list', {
  methods: ['GET'],
  route: 'subscriptions/{id}/deliveries',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    const page = await listDeliveries(deps, request.params.id ?? '', listQueryOf(request, {}));
    return listAnswer(request, deps.settings.publicBaseUrl, page);
  }),
});
