import { app } from '@azure/functions';
import { answering, pathText } from '../shared/adapters/http-answers.ts';
import { getDataSource } from '../shared/application/list-environments.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('data-source-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/data-sources/{name}',
  authLevel: 'function',
  handler: answering(async (request) => ({
    jsonBody: await getDataSource(getDeps(), pathText(request, 'environmentId'), pathText(request, 'name')),
  })),
});
