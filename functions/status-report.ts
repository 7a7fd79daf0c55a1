import { app } from '@azure/functions';
import { z } from 'zod';
import { answering, pathText, queryOf } from '../shared/adapters/http-answers.ts';
import { reportStatus } from '../shared/application/report-status.ts';
import { getDeps } from '../shared/composition-root.ts';

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
