import { app } from '@azure/functions';
import { z } from 'zod';
import { answering, listAnswer, listQueryOf, pathText, queryOf } from '../../shared/adapters/inbound/http-answers.ts';
import { getDataSource, listDataSources } from '../../shared/application/environments/data-sources.ts';
import { listEnvironments } from '../../shared/application/environments/list-environments.ts';
import { reportStatus } from '../../shared/application/environments/status-report.ts';
import { getDeps } from '../../shared/composition-root.ts';

app.http('environment-list', {
  methods: ['GET'],
  route: 'environments',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    return listAnswer(request, deps.settings.publicBaseUrl, await listEnvironments(deps, listQueryOf(request, {})));
  }),
});

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
