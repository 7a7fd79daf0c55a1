import { app } from '@azure/functions';
import { answering, listAnswer, listQueryOf } from '../shared/adapters/http-answers.ts';
import { listEnvironments } from '../shared/application/list-environments.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('environment-list', {
  methods: ['GET'],
  route: 'environments',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    return listAnswer(request, deps.settings.publicBaseUrl, await listEnvironments(deps, listQueryOf(request, {})));
  }),
});
