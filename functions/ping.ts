import { app } from '@azure/functions';

app.http('ping', { methods: ['GET'], route: 'ping', authLevel: 'function', handler: async () => ({ status: 204 }) });
