import { app } from '@azure/functions';
import { answering } from '../../shared/adapters/inbound/http-answers.ts';
import { checkHealth } from '../../shared/application/maintenance/check-health.ts';
import { getDeps } from '../../shared/composition-root.ts';

app.http('ping', { methods: ['GET'], route: 'ping', authLevel: 'function', handler: async () => ({ status: 204 }) });

app.http('health', {
  methods: ['GET'],
  route: 'health',
  authLevel: 'anonymous',
  handler: answering(async () => {
    const { healthy, dependencies } = await checkHealth(getDeps());
    return { status: healthy ? 200 : 503, jsonBody: { status: healthy ? 'healthy' : 'unhealthy', dependencies } };
  }),
});
