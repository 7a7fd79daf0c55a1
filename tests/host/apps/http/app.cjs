const { app } = require('@azure/functions');
const { setTimeout: delay } = require('node:timers/promises');

async function echo(request) {
  return {
    jsonBody: {
      method: request.method,
      url: request.url,
      params: request.params,
      query: Object.fromEntries(request.query),
      header: request.headers.get('x-repeated'),
      body: await request.text(),
    },
  };
}

app.http('echo', { methods: ['GET', 'POST', 'HEAD', 'PUT'], handler: echo });
app.http('numbered', { route: 'things/{id:int}/{part?}', handler: echo });
app.http('named', { route: 'things/{name}', handler: echo });
app.http('literal', { route: 'things/special', methods: ['GET'], handler: () => ({ body: 'literal' }) });
app.http('files', { route: 'files/{*rest}', handler: echo });
app.http('nothing', { handler: () => undefined });
app.http('throws', {
  handler: () => {
    throw new Error('on purpose');
  },
});
app.http('response', {
  handler: () => ({
    status: 201,
    headers: { 'x-custom': 'yes' },
    cookies: [{ name: 'a', value: 'b c', httpOnly: true, sameSite: 'Lax' }],
    body: 'made',
  }),
});
app.http('bytes', { handler: () => ({ body: new Uint8Array([0, 255, 1]) }) });
app.http('off', { handler: echo });
app.http('locked', { authLevel: 'function', handler: () => ({ body: 'open' }) });
app.http('master', { authLevel: 'admin', handler: () => ({ body: 'open' }) });
app.http('logs', {
  handler: (_request, context) => {
    console.log('from the console');
    context.log('from the context');
    context.warn('a warning');
  },
});
app.http('crash', {
  handler: () =>
    new Promise(() =>
      setImmediate(() => {
        throw new Error('not caught');
      }),
    ),
});
app.http('waits', { handler: (request) => delay(Number(request.query.get('milliseconds')), { body: 'waited' }) });
app.http('environment', { handler: (request) => ({ body: String(process.env[request.query.get('name')]) }) });

app.hook.preInvocation((context) => {
  if (context.invocationContext.functionName === 'echo') context.hookData.seen = true;
});
app.hook.postInvocation((context) => {
  if (context.hookData.seen) context.result.headers = { 'x-hooked': 'yes' };
});
app.hook.appStart(() => console.log('appStart hook ran'));
app.hook.appTerminate(() => console.log('appTerminate hook ran'));
