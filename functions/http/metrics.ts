import { app } from '@azure/functions';
import { answering, answeringPage } from '../../shared/adapters/inbound/http-answers.ts';
import { listQueryOf, queryOf } from '../../shared/adapters/inbound/http-requests.ts';
import { environmentOf, findByPath, listOfOne, nameFilter } from '../../shared/adapters/inbound/request-names.ts';
import { getMetric, listMetrics } from '../../shared/application/environments/read-metrics.ts';
import { getDeps } from '../../shared/composition-root.ts';
import type { MetricType } from '../../shared/contract/trigger-types.ts';

app.http('segment-list', {
  methods: ['GET'],
  route: 'environments/{environmentId}/segments',
  authLevel: 'function',
  handler: listHandler('segment'),
});

app.http('segment-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/segments/{name}',
  authLevel: 'function',
  handler: getHandler('segment'),
});

app.http('measure-list', {
  methods: ['GET'],
  route: 'environments/{environmentId}/measures',
  authLevel: 'function',
  handler: listHandler('measure'),
});

app.http('measure-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/measures/{name}',
  authLevel: 'function',
  handler: getHandler('measure'),
});

function listHandler(metricType: MetricType) {
  return answeringPage(getDeps, async (deps, request) => {
    const { name, ...query } = listQueryOf(request, nameFilter);
    const group = { environmentId: await environmentOf(deps, request), metricType };
    return name ? listOfOne(getMetric(deps, group, name)) : listMetrics(deps, group, query);
  });
}

function getHandler(metricType: MetricType) {
  return answering(async (request) => {
    queryOf(request, {});
    const deps = getDeps();
    const group = { environmentId: await environmentOf(deps, request), metricType };
    return { jsonBody: await findByPath(request, (name) => getMetric(deps, group, name)) };
  });
}
