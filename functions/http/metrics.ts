import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { answering, listAnswer, listQueryOf } from '../../shared/adapters/inbound/http-answers.ts';
import { environmentOf, findByPath, listOfOne, nameFilter } from '../../shared/adapters/inbound/request-names.ts';
import { getMetric, listMetrics, type MetricsOf } from '../../shared/application/environments/metrics.ts';
import { getDeps } from '../../shared/composition-root.ts';

/** The metrics of an environment, or the one whose name is asked for. */
async function listOf(request: HttpRequest, of: MetricsOf): Promise<HttpResponseInit> {
  const deps = getDeps();
  const { name, ...query } = listQueryOf(request, nameFilter);
  const page = name ? await listOfOne(getMetric(deps, of, name)) : await listMetrics(deps, of, query);
  return listAnswer(request, deps.settings.publicBaseUrl, page);
}

app.http('segment-list', {
  methods: ['GET'],
  route: 'environments/{environmentId}/segments',
  authLevel: 'function',
  handler: answering(async (request) => {
    const of = { environmentId: environmentOf(request), metricType: 'segment' as const };
    return listOf(request, of);
  }),
});

app.http('segment-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/segments/{name}',
  authLevel: 'function',
  handler: answering(async (request) => {
    const metrics = { environmentId: environmentOf(request), metricType: 'segment' as const };
    return { jsonBody: await findByPath(request, (name) => getMetric(getDeps(), metrics, name)) };
  }),
});

app.http('measure-list', {
  methods: ['GET'],
  route: 'environments/{environmentId}/measures',
  authLevel: 'function',
  handler: answering(async (request) => {
    const of = { environmentId: environmentOf(request), metricType: 'measure' as const };
    return listOf(request, of);
  }),
});

app.http('measure-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/measures/{name}',
  authLevel: 'function',
  handler: answering(async (request) => {
    const metrics = { environmentId: environmentOf(request), metricType: 'measure' as const };
    return { jsonBody: await findByPath(request, (name) => getMetric(getDeps(), metrics, name)) };
  }),
});
