import { app } from '@azure/functions';
import { answering } from '../shared/adapters/http-answers.ts';
import { enable } from '../shared/application/enable.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('subscription-enable', {
  methods: ['POST'],
  route: 'subscriptions/{id}/enable',
  authLevel: 'function',
  handler: answering(async (request) => ({ status: 202, jsonBody: await enable(getDeps(), request.params.id ?? '') })),
});
