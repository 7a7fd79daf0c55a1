import { app } from '@azure/functions';

app.http('second', { route: '', handler: () => ({ body: 'second' }) });
