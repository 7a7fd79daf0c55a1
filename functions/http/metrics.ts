import { app } from '@azure/functions';
import { answering, answeringPage } from '../../shared/adapters/inbound/http-answers.ts';
import { listQueryOf, pathText } from '../../shared/adapters/inbound/http-requests.ts';
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
  return answeringPage(getDeps, (deps, request) => {
    const group = { environmentId: pathText(request, 'environmentId'), metricType };
    return listMetrics(deps, group, listQueryOf(request, {}));
  });
}

function getHandler(metricType: MetricType) {
  return answering(async (request) => {
    const group = { environmentId: pathText(request, 'environmentId'), metricType };
    return { jsonBody: await getMetric(getDeps(), group, pathText(request, 'name')) };
  });
}
