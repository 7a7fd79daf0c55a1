import { app } from '@azure/functions';
import { answering } from '../shared/adapters/http-answers.ts';
import { getFiring } from '../shared/application/read-firings.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('firing-get', {
  methods: ['GET'],
  route: 'firings/{id}',
  authLevel: 'function',
  handler: answering(async (request) => ({ jsonBody: await getFiring(getDeps(), request.params.id ?? '') })),
});
