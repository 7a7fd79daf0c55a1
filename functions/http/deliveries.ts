import { app } from '@azure/functions';
import * as z from 'zod';
import { answering, answeringPage } from '../../shared/adapters/inbound/http-answers.ts';
import { listQueryOf, requireNothingElse } from '../../shared/adapters/inbound/http-requests.ts';
import { environmentOf } from '../../shared/adapters/inbound/request-names.ts';
import { listDeliveries } from '../../shared/application/operator/list-deliveries.ts';
import {
  listEnvironmentDeliveries,
  undeliveredStates,
} from '../../shared/application/operator/list-environment-deliveries.ts';
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

const stateFilter = { state: z.enum(undeliveredStates).optional() };

app.http('environment-delivery-list', {
  methods: ['GET'],
  route: 'environments/{environmentId}/deliveries',
  authLevel: 'function',
  handler: answeringPage(getDeps, async (deps, request) => {
    const query = listQueryOf(request, stateFilter);
    return listEnvironmentDeliveries(deps, await environmentOf(deps, request), query);
  }),
});

app.http('delivery-redeliver', {
  methods: ['POST'],
  route: 'subscriptions/{id}/deliveries/{notificationId}/redeliver',
  authLevel: 'function',
  handler: answering(async (request) => {
    await requireNothingElse(request);
    const { id = '', notificationId = '' } = request.params;
    return { status: 202, jsonBody: await redeliver(getDeps(), id, notificationId) };
  }),
});
