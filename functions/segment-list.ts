import { app } from '@azure/functions';
import { answering, listAnswer, listQueryOf, pathText } from '../shared/adapters/http-answers.ts';
import { listMetrics } from '../shared/application/list-environments.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('segment-list', {
  methods: ['GET'],
  route: 'environments/{environmentId}/segments',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    const of = { environmentId: pathText(request, 'environmentId'), metricType: 'segment' as const };
    return listAnswer(request, deps.settings.publicBaseUrl, await listMetrics(deps, of, listQueryOf(request, {})));
  }),
});
