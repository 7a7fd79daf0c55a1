import { app } from '@azure/functions';
import { z } from 'zod';
import { answering, answeringPage } from '../../shared/adapters/inbound/http-answers.ts';
import { listQueryOf, pathText, queryOf } from '../../shared/adapters/inbound/http-requests.ts';
import { listEnvironments } from '../../shared/application/environments/list-environments.ts';
import { getDataSource, listDataSources } from '../../shared/application/environments/read-data-sources.ts';
import { reportStatus } from '../../shared/application/environments/status-report.ts';
import { getDeps } from '../../shared/composition-root.ts';

app.http('environment-list', {
  methods: ['GET'],
  route: 'environments',
  authLevel: 'function',
  handler: answeringPage(getDeps, (deps, request) => listEnvironments(deps, listQueryOf(request, {}))),
});

app.http('data-source-list', {
  methods: ['GET'],
  route: 'environments/{environmentId}/data-sources',
  authLevel: 'function',
  handler: answeringPage(getDeps, (deps, request) =>
    listDataSources(deps, pathText(request, 'environmentId'), listQueryOf(request, {})),
  ),
});

app.http('data-source-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/data-sources/{name}',
  authLevel: 'function',
  handler: answering(async (request) => ({
    jsonBody: await getDataSource(getDeps(), pathText(request, 'environmentId'), pathText(request, 'name')),
  })),
});

const query = z.object({ format: z.enum(['json', 'text']).default('json') });

app.http('status-report', {
  methods: ['GET'],
  route: 'environments/{environmentId}/status-report',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { format } = queryOf(request, query);
    const report = await reportStatus(getDeps(), pathText(request, 'environmentId'));
    if (format === 'json') return { jsonBody: report };
    return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: report.text };
  }),
});
