import { app } from '@azure/functions';
import { answering, listAnswer, listQueryOf, pathText } from '../shared/adapters/http-answers.ts';
import { listDataSources } from '../shared/application/list-environments.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('data-source-list', {
  methods: ['GET'],
  route: 'environments/{environmentId}/data-sources',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    const page = await listDataSources(deps, pathText(request, 'environmentId'), listQueryOf(request, {}));
    return listAnswer(request, deps.settings.publicBaseUrl, page);
  }),
});
