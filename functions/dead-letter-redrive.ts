import { app } from '@azure/functions';
import { answering } from '../shared/adapters/http-answers.ts';
import { redrive } from '../shared/application/redrive.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('dead-letter-redrive', {
  methods: ['POST'],
  route: 'dead-letters/{id}/redrive',
  authLevel: 'function',
  handler: answering(async (request) => ({
    status: 202,
    jsonBody: await redrive(getDeps(), request.params.id ?? ''),
  })),
});
