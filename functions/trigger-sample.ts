import { app } from '@azure/functions';
import { answering, triggerTypeOf } from '../shared/adapters/http-answers.ts';
import { samplePayload } from '../shared/application/describe-triggers.ts';

app.http('trigger-sample', {
  methods: ['GET'],
  route: 'triggers/{type}/sample',
  authLevel: 'function',
  handler: answering(async (request) => ({ jsonBody: samplePayload(triggerTypeOf(request)) })),
});
