import { app } from '@azure/functions';
import { answering, jsonBody } from '../shared/adapters/http-answers.ts';
import { replay } from '../shared/application/replay.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('subscription-replay', {
  methods: ['POST'],
  route: 'subscriptions/{id}/replay',
  authLevel: 'function',
  handler: answering(async (request) => ({
    status: 202,
    jsonBody: await replay(getDeps(), request.params.id ?? '', await jsonBody(request)),
  })),
});
