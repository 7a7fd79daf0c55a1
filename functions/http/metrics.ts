import { app } from '@azure/functions';
import { answering, listAnswer, listQueryOf, pathText } from '../../shared/adapters/inbound/http-answers.ts';
import { getMetric, listMetrics } from '../../shared/application/environments/metrics.ts';
import { getDeps } from '../../shared/composition-root.ts';

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

app.http('segment-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/segments/{name}',
  authLevel: 'function',
  handler: answering(async (request) => {
    const metrics = { environmentId: pathText(request, 'environmentId'), metricType: 'segment' as const };
    return { jsonBody: await getMetric(getDeps(), metrics, pathText(request, 'name')) };
  }),
});

app.http('measure-list', {
  methods: ['GET'],
  route: 'environments/{environmentId}/measures',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    const of = { environmentId: pathText(request, 'environmentId'), metricType: 'measure' as const };
    return listAnswer(request, deps.settings.publicBaseUrl, await listMetrics(deps, of, listQueryOf(request, {})));
  }),
});

app.http('measure-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/measures/{name}',
  authLevel: 'function',
  handler: answering(async (request) => {
    const metrics = { environmentId: pathText(request, 'environmentId'), metricType: 'measure' as const };
    return { jsonBody: await getMetric(getDeps(), metrics, pathText(request, 'name')) };
  }),
});
