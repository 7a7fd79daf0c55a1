import { app } from '@azure/functions';
import { languageOf } from '../../shared/adapters/inbound/accept-language.ts';
import { answering } from '../../shared/adapters/inbound/http-answers.ts';
import { queryOf } from '../../shared/adapters/inbound/http-requests.ts';
import { environmentOf } from '../../shared/adapters/inbound/request-names.ts';
import { answerUnlessKnown } from '../../shared/adapters/inbound/weak-etag.ts';
import { createReadersHealthCheck } from '../../shared/application/maintenance/check-health.ts';
import { readOverview } from '../../shared/application/overview/overview.ts';
import { getDeps } from '../../shared/composition-root.ts';

let check: ReturnType<typeof createReadersHealthCheck> | undefined;

app.http('environment-overview', {
  methods: ['GET'],
  route: 'environments/{environmentId}/overview',
  authLevel: 'function',
  handler: answering(async (request) => {
    queryOf(request, {});
    const deps = getDeps();
    check ??= createReadersHealthCheck(deps);
    const question = { environmentId: await environmentOf(deps, request), language: languageOf(request) };
    const overview = await readOverview(deps, question, check);
    const { createdAt: _, ...content } = overview;
    return answerUnlessKnown(request, overview, content);
  }),
});
