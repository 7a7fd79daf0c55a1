import { app } from '@azure/functions';
import { answering, explainQuery, jsonText, queryOf } from '../../shared/adapters/inbound/http-answers.ts';
import { publishEvents } from '../../shared/application/events/publish-events.ts';
import { explainEvents } from '../../shared/application/operator/explain-events.ts';
import { getDeps } from '../../shared/composition-root.ts';

app.http('refresh-status-events', {
  methods: ['POST'],
  route: 'events/refresh-status',
  authLevel: 'function',
  handler: answering(async (request) => ({
    status: 202,
    jsonBody: await publishEvents(getDeps(), 'refresh-status', await jsonText(request)),
  })),
});

app.http('metric-change-events', {
  methods: ['POST'],
  route: 'events/metric-change',
  authLevel: 'function',
  handler: answering(async (request) => ({
    status: 202,
    jsonBody: await publishEvents(getDeps(), 'metric-change', await jsonText(request)),
  })),
});

app.http('refresh-status-explain', {
  methods: ['POST'],
  route: 'events/refresh-status/explain',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { subscriptionId } = queryOf(request, explainQuery);
    const question = { queue: 'refresh-status' as const, text: await jsonText(request), subscriptionId };
    return { jsonBody: await explainEvents(getDeps(), question) };
  }),
});

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
