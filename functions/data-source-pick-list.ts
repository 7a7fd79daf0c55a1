import { app } from '@azure/functions';
import { z } from 'zod';
import { answering, pickListQuery, queryOf } from '../shared/adapters/http-answers.ts';
import { dataSourceChoices } from '../shared/application/list-choices.ts';
import { getDeps } from '../shared/composition-root.ts';

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
