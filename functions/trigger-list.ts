import { app } from '@azure/functions';
import { answering } from '../shared/adapters/http-answers.ts';
import { describeTriggers } from '../shared/application/describe-triggers.ts';

app.http('trigger-list', {
  methods: ['GET'],
  route: 'triggers',
  authLevel: 'function',
  handler: answering(async () => ({ jsonBody: describeTriggers() })),
});
