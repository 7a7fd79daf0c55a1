import { app } from '@azure/functions';
import { z } from 'zod';
import { answering, listAnswer, listQueryOf, queryOf } from '../../shared/adapters/inbound/http-answers.ts';
import { environmentOf, findByPath, listOfOne, nameFilter } from '../../shared/adapters/inbound/request-names.ts';
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
    const { name, ...query } = listQueryOf(request, nameFilter);
    const environmentId = environmentOf(request);
    const page = name
      ? await listOfOne(getDataSource(deps, environmentId, name))
      : await listDataSources(deps, environmentId, query);
    return listAnswer(request, deps.settings.publicBaseUrl, page);
  }),
});

app.http('data-source-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/data-sources/{name}',
  authLevel: 'function',
  handler: answering(async (request) => ({
    jsonBody: await findByPath(request, (name) => getDataSource(getDeps(), environmentOf(request), name)),
  })),
});

const query = z.object({ format: z.enum(['json', 'text']).default('json') });

app.http('status-report', {
  methods: ['GET'],
  route: 'environments/{environmentId}/status-report',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { format } = queryOf(request, query);
    const report = await reportStatus(getDeps(), environmentOf(request));
    if (format === 'json') return { jsonBody: report };
    return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: report.text };
  }),
});
