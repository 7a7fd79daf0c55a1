import { app } from '@azure/functions';
import * as z from 'zod';
import { languageOf } from '../../shared/adapters/inbound/accept-language.ts';
import { answering } from '../../shared/adapters/inbound/http-answers.ts';
import { queryOf } from '../../shared/adapters/inbound/http-requests.ts';
import { languageHeaders } from '../../shared/adapters/inbound/localize.ts';
import {
  dataSourceChoices,
  environmentChoices,
  metricChoices,
} from '../../shared/application/environments/pick-lists.ts';
import { failedDeliveryChoices, subscriptionChoices } from '../../shared/application/operator/pick-lists.ts';
import type { Deps } from '../../shared/application/ports.ts';
import { getDeps } from '../../shared/composition-root.ts';
import type { Choice } from '../../shared/contract/answers.ts';
import { anyEnvironmentId, canonicalEnvironmentId } from '../../shared/contract/fields.ts';
import { fault } from '../../shared/contract/issues.ts';
import type { Language } from '../../shared/contract/languages.ts';
import type { MetricType } from '../../shared/contract/trigger-types.ts';

app.http('environment-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/environments',
  authLevel: 'function',
  handler: answering(async (request) => {
    queryOf(request, {});
    return { jsonBody: { value: await environmentChoices(getDeps()) } };
  }),
});

const pickListQuery = {
  environmentId: z.string(fault('fault.environment-first', {})).overwrite(canonicalEnvironmentId),
};
const dataSourceQuery = { ...pickListQuery, includeAny: z.stringbool(fault('fault.true-or-false', {})).default(false) };

app.http('data-source-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/data-sources',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { environmentId, includeAny } = queryOf(request, dataSourceQuery);
    return { jsonBody: { value: await dataSourceChoices(getDeps(), environmentId, includeAny) } };
  }),
});

app.http('segment-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/segments',
  authLevel: 'function',
  handler: metricHandler('segment'),
});

app.http('measure-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/measures',
  authLevel: 'function',
  handler: metricHandler('measure'),
});

app.http('subscription-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/subscriptions',
  authLevel: 'function',
  handler: titledHandler(subscriptionChoices),
});

app.http('failed-delivery-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/failed-deliveries',
  authLevel: 'function',
  handler: titledHandler(failedDeliveryChoices),
});

/** The choices of one environment or of all; their titles are in the language of the caller. */
function titledHandler(
  choices: (deps: Deps, question: { environmentId?: string | undefined; language: Language }) => Promise<Choice[]>,
) {
  return answering(async (request) => {
    const { environmentId } = queryOf(request, { environmentId: anyEnvironmentId.optional() });
    const language = languageOf(request);
    const value = await choices(getDeps(), { environmentId, language });
    return { headers: languageHeaders(language), jsonBody: { value } };
  });
}

function metricHandler(metricType: MetricType) {
  return answering(async (request) => {
    const { environmentId } = queryOf(request, pickListQuery);
    return { jsonBody: { value: await metricChoices(getDeps(), environmentId, metricType) } };
  });
}
