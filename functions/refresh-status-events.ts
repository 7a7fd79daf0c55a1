import { app } from '@azure/functions';
import { answering, jsonText } from '../shared/adapters/http-answers.ts';
import { acceptEvents } from '../shared/application/accept-events.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('refresh-status-events', {
  methods: ['POST'],
  route: 'events/refresh-status',
  authLevel: 'function',
  handler: answering(async (request) => ({
    status: 202,
    jsonBody: await acceptEvents(getDeps(), 'refresh-status', await jsonText(request)),
  })),
});
