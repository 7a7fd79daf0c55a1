import { app } from '@azure/functions';
import * as z from 'zod';
import { answering, answeringPage } from '../../shared/adapters/inbound/http-answers.ts';
import {
  dryRunParameter,
  jsonBody,
  listQueryOf,
  queryOf,
  requireNothingElse,
} from '../../shared/adapters/inbound/http-requests.ts';
import { deleteDeadLetter } from '../../shared/application/operator/delete-dead-letter.ts';
import { deadLetterSources, listDeadLetters } from '../../shared/application/operator/list-dead-letters.ts';
import { redrive } from '../../shared/application/operator/redrive.ts';
import { redriveMany } from '../../shared/application/operator/redrive-many.ts';
import { getDeps } from '../../shared/composition-root.ts';
import { anyEnvironmentId } from '../../shared/contract/fields.ts';
import { instantSchema } from '../../shared/domain/instant.ts';

const filters = {
  source: z.enum(deadLetterSources).optional(),
  environmentId: anyEnvironmentId.optional(),
  code: z.string().optional(),
  subscriptionId: z.string().optional(),
  since: instantSchema.optional(),
};

app.http('dead-letter-list', {
  methods: ['GET'],
  route: 'dead-letters',
  authLevel: 'function',
  handler: answeringPage(getDeps, async (deps, request) => {
    const query = listQueryOf(request, filters);
    return { ...(await listDeadLetters(deps, query)), code: query.code };
  }),
});

app.http('dead-letter-redrive', {
  methods: ['POST'],
  route: 'dead-letters/{id}/redrive',
  authLevel: 'function',
  handler: answering(async (request) => {
    await requireNothingElse(request);
    return { status: 202, jsonBody: await redrive(getDeps(), request.params.id ?? '') };
  }),
});

app.http('dead-letter-redrive-many', {
  methods: ['POST'],
  route: 'dead-letters/redrive',
  authLevel: 'function',
  handler: answering(async (request) => {
    const { dryRun } = queryOf(request, dryRunParameter);
    const redriven = await redriveMany(getDeps(), await jsonBody(request), { dryRun });
    return { status: dryRun ? 200 : 202, jsonBody: redriven };
  }),
});

app.http('dead-letter-delete', {
  methods: ['DELETE'],
  route: 'dead-letters/{id}',
  authLevel: 'function',
  handler: answering(async (request) => {
    await requireNothingElse(request);
    await deleteDeadLetter(getDeps(), request.params.id ?? '');
    return { status: 204 };
  }),
});
