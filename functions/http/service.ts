import { app } from '@azure/functions';
import { paced } from '../../shared/adapters/inbound/anonymous-calls.ts';
import { answering } from '../../shared/adapters/inbound/http-answers.ts';
import { createHealthCheck } from '../../shared/application/maintenance/check-health.ts';
import { getDeps } from '../../shared/composition-root.ts';

app.http('ping', {
  methods: ['GET'],
  route: 'ping',
  authLevel: 'function',
  handler: answering(async () => ({ status: 204 })),
});

let check: ReturnType<typeof createHealthCheck> | undefined;

app.http('health', {
  methods: ['GET'],
  route: 'health',
  authLevel: 'anonymous',
  handler: paced(
    () => getDeps().clock,
    answering(async () => {
      check ??= createHealthCheck(getDeps());
      const { healthy, dependencies } = await check();
      return { status: healthy ? 200 : 503, jsonBody: { status: healthy ? 'healthy' : 'unhealthy', dependencies } };
    }),
  ),
});
