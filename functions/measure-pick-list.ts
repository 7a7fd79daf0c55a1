import { app } from '@azure/functions';
import { answering, pickListQuery, queryOf } from '../shared/adapters/http-answers.ts';
import { metricChoices } from '../shared/application/list-choices.ts';
import { getDeps } from '../shared/composition-root.ts';

app.http('measure-pick-list', {
  methods: ['GET'],
  route: 'pick-lists/measures',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { environmentId } = queryOf(request, pickListQuery);
    return { jsonBody: { value: await metricChoices(getDeps(), environmentId, 'measure') } };
  }),
});
