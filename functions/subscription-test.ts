import { app } from '@azure/functions';
import { answering } from '../shared/adapters/http-answers.ts';
import { sendTest } from '../shared/application/send-test.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('subscription-test', {
  methods: ['POST'],
  route: 'subscriptions/{id}/test',
  authLevel: 'function',
  handler: answering(async (request) => ({
    status: 202,
    jsonBody: await sendTest(getDeps(), request.params.id ?? ''),
  })),
});
