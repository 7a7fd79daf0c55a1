import { app } from '@azure/functions';

app.http('first', { handler: () => ({ body: 'first' }) });
