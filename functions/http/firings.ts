import { app } from '@azure/functions';
import { answering, answeringPage, nextLink } from '../../shared/adapters/inbound/http-answers.ts';
import { listQueryOf } from '../../shared/adapters/inbound/http-requests.ts';
import { getFiring, listFirings } from '../../shared/application/operator/read-firings.ts';
import { getDeps } from '../../shared/composition-root.ts';
import { anyEnvironmentId } from '../../shared/contract/fields.ts';
import { triggerTypeSchema } from '../../shared/contract/trigger-types.ts';
import { instantSchema } from '../../shared/domain/instant.ts';

const filters = {
  environmentId: anyEnvironmentId.optional(),
  triggerType: triggerTypeSchema.optional(),
  since: instantSchema.optional(),
};

app.http('firing-list', {
  methods: ['GET'],
  route: 'firings',
  authLevel: 'function',
  handler: answeringPage(getDeps, (deps, request) => listFirings(deps, listQueryOf(request, filters))),
});

app.http('firing-get', {
  methods: ['GET'],
  route: 'firings/{id}',
  authLevel: 'function',
  handler: answering(async (request) => {
    const deps = getDeps();
    const { cursor, ...firing } = await getFiring(deps, request.params.id ?? '', listQueryOf(request, {}));
    return { jsonBody: { ...firing, ...nextLink(request, deps.settings.publicBaseUrl, { cursor }) } };
  }),
});
