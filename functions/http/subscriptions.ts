import { app } from '@azure/functions';
import { z } from 'zod';
import { paced } from '../../shared/adapters/inbound/anonymous-calls.ts';
import { flowIdOf, flowOf, versionOf } from '../../shared/adapters/inbound/flow-headers.ts';
import { answering, answeringPage } from '../../shared/adapters/inbound/http-answers.ts';
import { jsonBody, listQueryOf, triggerTypeOf } from '../../shared/adapters/inbound/http-requests.ts';
import { replay } from '../../shared/application/operator/replay.ts';
import { enable } from '../../shared/application/subscriptions/enable.ts';
import { getSubscription, listSubscriptions } from '../../shared/application/subscriptions/read-subscriptions.ts';
import { sendTest } from '../../shared/application/subscriptions/send-test.ts';
import { subscribe } from '../../shared/application/subscriptions/subscribe.ts';
import { unsubscribe } from '../../shared/application/subscriptions/unsubscribe.ts';
import { getDeps } from '../../shared/composition-root.ts';
import { anyEnvironmentId } from '../../shared/contract/fields.ts';
import { subscriptionStatuses } from '../../shared/contract/subscription.ts';
import { triggerTypeSchema } from '../../shared/contract/trigger-types.ts';

app.http('subscription-create', {
  methods: ['POST'],
  route: 'triggers/{type}/subscriptions',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    const triggerType = triggerTypeOf(request);
    const body = await jsonBody(request);
    const { subscription, signingSecret, token } = await subscribe(deps, {
      triggerType,
      body,
      flow: flowOf(request.headers),
      flowId: flowIdOf(request.headers),
      version: versionOf(request.headers),
    });
    const { id, status } = subscription;
    return {
      status: 201,
      headers: { location: `${deps.settings.publicBaseUrl}/api/subscriptions/${id}?token=${token}` },
      jsonBody: { id, triggerType, status, signingSecret },
    };
  }),
});

app.http('subscription-delete', {
  methods: ['DELETE'],
  route: 'subscriptions/{id}',
  // The token of the Location header authorizes the call: a platform may delete without the key of the connection.
  authLevel: 'anonymous',
  handler: paced(
    () => getDeps().clock,
    answering(async (request) => {
      await unsubscribe(getDeps(), request.params.id ?? '', request.query.get('token') ?? '');
      return { status: 204 };
    }),
  ),
});

const filters = {
  environmentId: anyEnvironmentId.optional(),
  triggerType: triggerTypeSchema.optional(),
  status: z.enum(subscriptionStatuses).optional(),
};

app.http('subscription-list', {
  methods: ['GET'],
  route: 'subscriptions',
  authLevel: 'function',
  handler: answeringPage(getDeps, (deps, request) => listSubscriptions(deps, listQueryOf(request, filters))),
});

app.http('subscription-get', {
  methods: ['GET'],
  route: 'subscriptions/{id}',
  authLevel: 'function',
  handler: answering(async (request) => ({ jsonBody: await getSubscription(getDeps(), request.params.id ?? '') })),
});

app.http('subscription-enable', {
  methods: ['POST'],
  route: 'subscriptions/{id}/enable',
  authLevel: 'function',
  handler: answering(async (request) => ({ status: 202, jsonBody: await enable(getDeps(), request.params.id ?? '') })),
});

app.http('subscription-test', {
  methods: ['POST'],
  route: 'subscriptions/{id}/test',
  authLevel: 'function',
  handler: answering(async (request) => ({
    status: 202,
    jsonBody: await sendTest(getDeps(), request.params.id ?? ''),
  })),
});

app.http('subscription-replay', {
  methods: ['POST'],
  route: 'subscriptions/{id}/replay',
  authLevel: 'function',
  handler: answering(async (request) => ({
    status: 202,
    jsonBody: await replay(getDeps(), request.params.id ?? '', await jsonBody(request)),
  })),
});
