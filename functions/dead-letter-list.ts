import { app } from '@azure/functions';
import { z } from 'zod';
import { answering, listAnswer, listQueryOf } from '../shared/adapters/http-answers.ts';
import { listDeadLetters } from '../shared/application/list-dead-letters.ts';
import { getDeps } from '../shared/composition-root.ts';

const filters = { source: z.enum(['event', 'delivery']).optional() };

app.http('dead-letter-list', {
  methods: ['GET'],
  route: 'dead-letters',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    return listAnswer(request, deps.settings.publicBaseUrl, await listDeadLetters(deps, listQueryOf(request, filters)));
  }),
});
