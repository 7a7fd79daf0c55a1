import { app } from '@azure/functions';
import { flowOf, versionOf } from '../shared/adapters/flow-headers.ts';
import { answering, jsonBody, triggerTypeOf } from '../shared/adapters/http-answers.ts';
import { subscribe } from '../shared/application/subscribe.ts';
import { getDeps } from '../shared/composition-root.ts';

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
