import { app } from '@azure/functions';
import { answering } from '../shared/adapters/http-answers.ts';
import { getSubscription } from '../shared/application/read-subscriptions.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('subscription-get', {
  methods: ['GET'],
  route: 'subscriptions/{id}',
  authLevel: 'function',
  handler: answering(async (request) => ({ jsonBody: await getSubscription(getDeps(), request.params.id ?? '') })),
});
