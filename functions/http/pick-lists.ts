import { app } from '@azure/functions';
import { z } from 'zod';
import { answering, pickListQuery, queryOf } from '../../shared/adapters/inbound/http-answers.ts';
import {
  dataSourceChoices,
  environmentChoices,
  metricChoices,
} from '../../shared/application/environments/pick-lists.ts';
import { getDeps } from '../../shared/composition-root.ts';

app.http('environment-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/environments',
  authLevel: 'function',
  handler: answering(async () => ({ jsonBody: { value: await environmentChoices(getDeps()) } })),
});

const query = pickListQuery.extend({ includeAny: z.stringbool().default(false) });

app.http('data-source-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/data-sources',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { environmentId, includeAny } = queryOf(request, query);
    return { jsonBody: { value: await dataSourceChoices(getDeps(), environmentId, includeAny) } };
  }),
});

app.http('segment-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/segments',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { environmentId } = queryOf(request, pickListQuery);
    return { jsonBody: { value: await metricChoices(getDeps(), environmentId, 'segment') } };
  }),
});

app.http('measure-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/measures',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { environmentId } = queryOf(request, pickListQuery);
    return { jsonBody: { value: await metricChoices(getDeps(), environmentId, 'measure') } };
  }),
});
