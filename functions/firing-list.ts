import { app } from '@azure/functions';
import { z } from 'zod';
import { answering, listAnswer, listQueryOf } from '../shared/adapters/http-answers.ts';
import { listFirings } from '../shared/application/read-firings.ts';
import { getDeps } from '../shared/composition-root.ts';
import { instantSchema } from '../shared/domain/instant.ts';
import { triggerTypeSchema } from '../shared/domain/trigger-types.ts';

const filters = {
  environmentId: z.string().optional(),
  triggerType: triggerTypeSchema.optional(),
  since: instantSchema.optional(),
};

app.http('firing-list', {
  methods: ['GET'],
  route: 'firings',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    return listAnswer(request, deps.settings.publicBaseUrl, await listFirings(deps, listQueryOf(request, filters)));
  }),
});
