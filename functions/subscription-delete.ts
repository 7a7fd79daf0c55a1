import { app } from '@azure/functions';
import { answering } from '../shared/adapters/http-answers.ts';
import { unsubscribe } from '../shared/application/unsubscribe.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('subscription-delete', {
  methods: ['DELETE'],
  route: 'subscriptions/{id}',
  // The token of the Location is the proof: a platform may delete without the key of the connection.
  authLevel: 'anonymous',
  handler: answering(async (request) => {
    await unsubscribe(getDeps(), request.params.id ?? '', request.query.get('token') ?? '');
    return { status: 204 };
  }),
});
