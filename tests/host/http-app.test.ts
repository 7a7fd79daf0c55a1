import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { type HostProcess, killHosts, startHost } from '../support/host-process.ts';

let host: HostProcess;

beforeAll(async () => {
  host = await startHost('tests/host/apps/http');
}, 90_000);

afterAll(killHosts);

async function call(path: string, init?: RequestInit) {
  const response = await fetch(host.url + path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('an app', () => {
  test('can observe and change invocations with hooks', async () => {
    expect((await call('/api/echo')).headers.get('x-hooked')).toBe('yes');
    expect(host.output()).toContain('appStart hook ran');
  });

  test('can log by the console and by the context', async () => {
    await call('/api/logs');
    for (const line of ['from the console', 'from the context', 'a warning']) await host.waitFor(line);
  });

  test('finds the port of the host in the setting PORT', async () => {
    expect((await call('/api/environment?name=PORT')).text).toBe(new URL(host.url).port);
  });

  test('answers 500 when its worker crashes, and is restarted for the next request', async () => {
    expect((await call('/api/crash')).status).toBe(500);
    expect((await call('/api/nothing')).status).toBe(204);
    expect(host.output()).toContain('Error: not caught');
  });
});

describe('/admin', () => {
  test('reports that the host runs', async () => {
    expect(JSON.parse((await call('/admin/host/status')).text)).toMatchObject({ state: 'Running' });
  });

  test('lists the functions with their bindings and URLs', async () => {
    const functions: { name: string }[] = JSON.parse((await call('/admin/functions')).text);
    expect(functions.find(({ name }) => name === 'files')).toMatchObject({
      config: { bindings: [{ type: 'httpTrigger', route: 'files/{*rest}' }, { type: 'http' }] },
      invokeUrlTemplate: `${host.url}/api/files/{*rest}`,
      isDisabled: false,
    });
  });

  test.each([
    ['GET of a function describes it', 'GET', '/admin/functions/echo', 200],
    ['GET of an unknown function is 404', 'GET', '/admin/functions/unknown', 404],
    ['POST of an HTTP function is 400', 'POST', '/admin/functions/echo', 400],
    ['other paths are 404', 'GET', '/admin/other', 404],
  ])('%s', async (_rule, method, path, expected) => {
    expect((await call(path, { method })).status).toBe(expected);
  });
});

describe('the log', () => {
  test('lists the functions and records each run', async () => {
    await call('/api/nothing');
    expect(host.output()).toContain(`\techo: [GET,POST,HEAD,PUT] ${host.printedUrl}/api/echo`);
    expect(host.output()).toMatch(
      /\[\d{4}-\d\d-\d\dT[\d:.]+Z\] Executing 'Functions\.nothing' \(Reason='[^']+', Id=[0-9a-f-]{36}\)/,
    );
    await eventually('the end of the run', () =>
      /Executed 'Functions\.nothing' \(Succeeded, Id=[0-9a-f-]{36}, Duration=\d+ms\)/.test(host.output()),
    );
  });

  test('omits runs and information at the level Warning', async () => {
    const quiet = await startHost('tests/host/apps/http', {
      environment: { AzureFunctionsJobHost__logging__logLevel__default: 'Warning' },
    });
    await fetch(`${quiet.url}/api/logs`);
    await quiet.waitFor('a warning');
    expect(quiet.output()).not.toMatch(/Execut|from the/);
  });

  test('can omit runs and keep what they log', async () => {
    const quiet = await startHost('tests/host/apps/http', {
      environment: {
        AzureFunctionsJobHost__logging__logLevel__default: 'Warning',
        'AzureFunctionsJobHost__logging__logLevel__Function.*.User': 'Information',
      },
    });
    await fetch(`${quiet.url}/api/logs`);
    await quiet.waitFor('from the context');
    expect(quiet.output()).not.toContain('Execut');
  });
});

describe('an app of several ES modules', () => {
  test('is loaded completely and can have an empty route prefix', async () => {
    const modules = await startHost('tests/host/apps/modules', {
      environment: { AzureFunctionsJobHost__extensions__http__routePrefix: '' },
    });
    expect(await (await fetch(`${modules.url}/first`)).text()).toBe('first');
    expect(await (await fetch(modules.url)).text()).toBe('second');
  });
});
