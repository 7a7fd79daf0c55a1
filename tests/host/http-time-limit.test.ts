import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FunctionExecutor } from '../../local/host/function-executor.ts';
import { createRequestHandler } from '../../local/host/http/function-requests.ts';
import { HttpServer } from '../../local/host/http/http-server.ts';
import { ownNames } from '../../local/host/http/own-names.ts';
import { RouteTable } from '../../local/host/http/route-table.ts';
import { HostLog } from '../../local/host/log.ts';

let server: HttpServer;

beforeAll(async () => {
  server = await HttpServer.listen(0);
});

afterAll(() => {
  server.stopAccepting();
  server.closeConnections();
});

test('a function that exceeds the response limit of the load balancer is answered with an empty 504', async () => {
  const trigger = { name: 'request', type: 'httptrigger' as const, methods: ['GET'], authLevel: 'anonymous' as const };
  const hanging = { id: 'hanging', name: 'hanging', trigger, outputs: [], bindings: [], isDisabled: false };
  const executor = new FunctionExecutor({
    worker: { invoke: () => new Promise(() => {}), restart: async () => {} },
    writeOutputs: async () => {},
    functionTimeout: Number.POSITIVE_INFINITY,
    log: new HostLog({ levels: { default: 'none' }, format: 'text', print: () => {} }),
  });
  server.serve(
    createRequestHandler({
      routes: new RouteTable([hanging], 'api'),
      admin: { hostId: 'a-host', appFolder: '.', routePrefix: 'api', functions: [hanging], run: () => {} },
      executor,
      keys: undefined,
      bodyLimit: 1_000,
      responseLimit: 50,
      hasHomepage: true,
      origin: 'http://localhost',
      names: ownNames(server.port, []),
    }),
  );
  const response = await fetch(`http://127.0.0.1:${server.port}/api/hanging`);
  expect({ status: response.status, text: await response.text() }).toEqual({ status: 504, text: '' });
});
