import { app } from '@azure/functions';
import { z } from 'zod';
import { answering, listAnswer, listQueryOf } from '../shared/adapters/http-answers.ts';
import { listSubscriptions } from '../shared/application/read-subscriptions.ts';
import { subscriptionStatusSchema } from '../shared/application/rows.ts';
import { getDeps } from '../shared/composition-root.ts';
import { triggerTypeSchema } from '../shared/domain/trigger-types.ts';

const filters = {
  environmentId: z.string().optional(),
  triggerType: triggerTypeSchema.optional(),
  status: subscriptionStatusSchema.optional(),
};

app.http('subscription-list', {
  methods: ['GET'],
  route: 'subscriptions',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    const page = await listSubscriptions(deps, listQueryOf(request, filters));
    return listAnswer(request, deps.settings.publicBaseUrl, page);
  }),
});
