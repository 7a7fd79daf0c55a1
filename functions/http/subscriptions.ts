import { app, type HttpResponseInit } from '@azure/functions';
import * as z from 'zod';
import { paced } from '../../shared/adapters/inbound/anonymous-calls.ts';
import { flowIdOf, flowOf, versionOf } from '../../shared/adapters/inbound/flow-headers.ts';
import { answering, answeringPage } from '../../shared/adapters/inbound/http-answers.ts';
import {
  dryRunParameter,
  jsonBody,
  listQueryOf,
  parameterNames,
  queryOf,
  requireNothingElse,
  triggerTypeOf,
} from '../../shared/adapters/inbound/http-requests.ts';
import { replay } from '../../shared/application/operator/replay.ts';
import { disable } from '../../shared/application/subscriptions/disable.ts';
import { enable } from '../../shared/application/subscriptions/enable.ts';
import { getSubscription, listSubscriptions } from '../../shared/application/subscriptions/read-subscriptions.ts';
import { rotateSecret } from '../../shared/application/subscriptions/rotate-secret.ts';
import { sendTest } from '../../shared/application/subscriptions/send-test.ts';
import { subscribe } from '../../shared/application/subscriptions/subscribe.ts';
import { removeByOperator, unsubscribe } from '../../shared/application/subscriptions/unsubscribe.ts';
import { unsubscribeCallback } from '../../shared/application/subscriptions/unsubscribe-callback.ts';
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
    const { subscription, signingSecret, token, ignored } = await subscribe(deps, {
      triggerType,
      body,
      otherNames: parameterNames(request),
      flow: flowOf(request.headers),
      flowId: flowIdOf(request.headers),
      version: versionOf(request.headers),
    });
    const { id, status } = subscription;
    return {
      status: 201,
      headers: { location: `${deps.settings.publicBaseUrl}/api/subscriptions/${id}?token=${token}` },
      jsonBody: { id, triggerType, status, signingSecret, ...(ignored.length > 0 && { ignored }) },
    };
  }),
});

app.http('subscription-delete-by-callback', {
  methods: ['POST'],
  route: 'triggers/{type}/unsubscribe',
  authLevel: 'function',
  handler: answering(async (request) => {
    await unsubscribeCallback(getDeps(), triggerTypeOf(request), await jsonBody(request));
    return { status: 204 };
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
  handler: answering(async (request) => {
    queryOf(request, {});
    return { jsonBody: await getSubscription(getDeps(), request.params.id ?? '') };
  }),
});

registerAction('enable', async (id) => ({ status: 202, jsonBody: await enable(getDeps(), id) }));
registerAction('disable', async (id) => ({ jsonBody: await disable(getDeps(), id) }));
registerAction('rotate-secret', async (id) => ({ jsonBody: await rotateSecret(getDeps(), id) }));
registerAction('test', async (id) => ({ status: 202, jsonBody: await sendTest(getDeps(), id) }));
registerAction('remove', async (id) => {
  await removeByOperator(getDeps(), id);
  return { status: 204 };
});

/** A call that needs no more than the ID of a subscription. */
function registerAction(name: string, act: (id: string) => Promise<HttpResponseInit>): void {
  app.http(`subscription-${name}`, {
    methods: ['POST'],
    route: `subscriptions/{id}/${name}`,
    authLevel: 'function',
    handler: answering(async (request) => {
      await requireNothingElse(request);
      return act(request.params.id ?? '');
    }),
  });
}

app.http('subscription-replay', {
  methods: ['POST'],
  route: 'subscriptions/{id}/replay',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { dryRun } = queryOf(request, dryRunParameter);
    const replayed = await replay(getDeps(), request.params.id ?? '', await jsonBody(request), { dryRun });
    return { status: dryRun ? 200 : 202, jsonBody: replayed };
  }),
});
