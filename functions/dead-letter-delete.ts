import { app } from '@azure/functions';
import { answering } from '../shared/adapters/http-answers.ts';
import { deleteDeadLetter } from '../shared/application/delete-dead-letter.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('dead-letter-delete', {
  methods: ['DELETE'],
  route: 'dead-letters/{id}',
  authLevel: 'function',
  handler: answering(async (request) => {
    await deleteDeadLetter(getDeps(), request.params.id ?? '');
    return { status: 204 };
  }),
});
