import { app } from '@azure/functions';
import * as z from 'zod';
import { languageOf } from '../../shared/adapters/inbound/accept-language.ts';
import { answering, answeringPage } from '../../shared/adapters/inbound/http-answers.ts';
import { listQueryOf, queryOf } from '../../shared/adapters/inbound/http-requests.ts';
import { languageHeaders } from '../../shared/adapters/inbound/localize.ts';
import { environmentOf, findByPath, listOfOne, nameFilter } from '../../shared/adapters/inbound/request-names.ts';
import { listEnvironments } from '../../shared/application/environments/list-environments.ts';
import { getDataSource, listDataSources } from '../../shared/application/environments/read-data-sources.ts';
import { reportStatus } from '../../shared/application/environments/status-report.ts';
import { getDeps } from '../../shared/composition-root.ts';
import { languages } from '../../shared/contract/languages.ts';

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
  handler: answeringPage(getDeps, async (deps, request) => {
    const { name, ...query } = listQueryOf(request, nameFilter);
    const environmentId = await environmentOf(deps, request);
    return name ? listOfOne(getDataSource(deps, environmentId, name)) : listDataSources(deps, environmentId, query);
  }),
});

app.http('data-source-get', {
  methods: ['GET'],
  route: 'environments/{environmentId}/data-sources/{name}',
  authLevel: 'function',
  handler: answering(async (request) => {
    queryOf(request, {});
    const deps = getDeps();
    const environmentId = await environmentOf(deps, request);
    return { jsonBody: await findByPath(request, (name) => getDataSource(deps, environmentId, name)) };
  }),
});

const query = {
  format: z.enum(['json', 'text', 'html']).default('json'),
  language: z.enum(languages).optional(),
};

const TYPES = { text: 'text/plain', html: 'text/html' };

app.http('status-report', {
  methods: ['GET'],
  route: 'environments/{environmentId}/status-report',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { format, language = languageOf(request) } = queryOf(request, query);
    const deps = getDeps();
    const report = await reportStatus(deps, await environmentOf(deps, request), language);
    const headers = languageHeaders(language);
    if (format === 'json') return { headers, jsonBody: report };
    return { headers: { ...headers, 'content-type': `${TYPES[format]}; charset=utf-8` }, body: report[format] };
  }),
});
