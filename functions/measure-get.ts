import { app } from '@azure/functions';
import { answering, pathText } from '../shared/adapters/http-answers.ts';
import { getMetric } from '../shared/application/list-environments.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('measure-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/measures/{name}',
  authLevel: 'function',
  handler: answering(async (request) => {
    const metrics = { environmentId: pathText(request, 'environmentId'), metricType: 'measure' as const };
    return { jsonBody: await getMetric(getDeps(), metrics, pathText(request, 'name')) };
  }),
});
