import { app } from '@azure/functions';
import { answering } from '../../shared/adapters/inbound/http-answers.ts';
import { queryOf, triggerTypeOf } from '../../shared/adapters/inbound/http-requests.ts';
import { describeTriggers, samplePayload } from '../../shared/application/environments/describe-triggers.ts';

app.http('trigger-list', {
  methods: ['GET'],
  route: 'triggers',
  authLevel: 'function',
  handler: answering(async (request) => {
    queryOf(request, {});
    return { jsonBody: describeTriggers() };
  }),
});

app.http('trigger-sample', {
  methods: ['GET'],
  route: 'triggers/{type}/sample',
  authLevel: 'function',
  handler: answering(async (request) => {
    queryOf(request, {});
    return { jsonBody: samplePayload(triggerTypeOf(request)) };
  }),
});
