import { app } from '@azure/functions';
import { answering } from '../shared/adapters/http-answers.ts';
import { environmentChoices } from '../shared/application/list-choices.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('environment-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/environments',
  authLevel: 'function',
  handler: answering(async () => ({ jsonBody: { value: await environmentChoices(getDeps()) } })),
});
