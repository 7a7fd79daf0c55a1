import { app } from '@azure/functions';
import { answering, jsonText } from '../shared/adapters/http-answers.ts';
import { acceptEvents } from '../shared/application/accept-events.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('metric-change-events', {
  methods: ['POST'],
  route: 'events/metric-change',
  authLevel: 'function',
  handler: answering(async (request) => ({
    status: 202,
    jsonBody: await acceptEvents(getDeps(), 'metric-change', await jsonText(request)),
  })),
});
