import { app } from '@azure/functions';
import { answering, explainQuery, jsonText, queryOf } from '../shared/adapters/http-answers.ts';
import { explainEvents } from '../shared/application/explain-events.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('metric-change-explain', {
  methods: ['POST'],
  route: 'events/metric-change/explain',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { subscriptionId } = queryOf(request, explainQuery);
    const question = { queue: 'metric-change' as const, text: await jsonText(request), subscriptionId };
    return { jsonBody: await explainEvents(getDeps(), question) };
  }),
});
