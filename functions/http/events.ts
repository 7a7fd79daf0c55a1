import { app } from '@azure/functions';
import * as z from 'zod';
import { answering } from '../../shared/adapters/inbound/http-answers.ts';
import { jsonText, queryOf } from '../../shared/adapters/inbound/http-requests.ts';
import { EVENTS_BODY } from '../../shared/adapters/inbound/request-body.ts';
import { grantWebhook } from '../../shared/adapters/inbound/webhook-handshake.ts';
import { validationCodeOf } from '../../shared/application/events/event-grid-validation.ts';
import { publishEvents } from '../../shared/application/events/publish-events.ts';
import { explainEvents } from '../../shared/application/operator/explain-events.ts';
import { getDeps } from '../../shared/composition-root.ts';
import type { EventQueue } from '../../shared/domain/read-message.ts';

/** An explanation can be asked for one subscription. */
const explainQuery = { subscriptionId: z.string().optional() };

app.http('refresh-status-events', {
  methods: ['POST'],
  route: 'events/refresh-status',
  authLevel: 'function',
  handler: publishHandler('refresh-status'),
});

app.http('metric-change-events', {
  methods: ['POST'],
  route: 'events/metric-change',
  authLevel: 'function',
  handler: publishHandler('metric-change'),
});

app.http('refresh-status-handshake', {
  methods: ['OPTIONS'],
  route: 'events/refresh-status',
  authLevel: 'function',
  handler: answering(grantWebhook),
});

app.http('metric-change-handshake', {
  methods: ['OPTIONS'],
  route: 'events/metric-change',
  authLevel: 'function',
  handler: answering(grantWebhook),
});

app.http('refresh-status-explain', {
  methods: ['POST'],
  route: 'events/refresh-status/explain',
  authLevel: 'function',
  handler: explainHandler('refresh-status'),
});

app.http('metric-change-explain', {
  methods: ['POST'],
  route: 'events/metric-change/explain',
  authLevel: 'function',
  handler: explainHandler('metric-change'),
});

function publishHandler(queue: EventQueue) {
  return answering(async (request) => {
    const text = await jsonText(request, EVENTS_BODY);
    const validationResponse = validationCodeOf(text);
    if (validationResponse !== undefined) return { jsonBody: { validationResponse } };
    return { status: 202, jsonBody: await publishEvents(getDeps(), queue, text) };
  });
}

function explainHandler(queue: EventQueue) {
  return answering(async (request) => {
    const { subscriptionId } = queryOf(request, explainQuery);
    return {
      jsonBody: await explainEvents(getDeps(), { queue, text: await jsonText(request, EVENTS_BODY), subscriptionId }),
    };
  });
}
