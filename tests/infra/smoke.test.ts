import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startNode } from '../support/node-process.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

async function smoke(...args: string[]) {
  const { exit, output } = startNode(['local/infra/smoke.ts', ...args]);
  return { code: await exit, output: output() };
}

describe('the command of the smoke test', () => {
  it.each(['localhost:17331', 'app.azurewebsites.net', 'ftp://app.azurewebsites.net', 'https:app'])(
    'refuses at once what is no http or https address: %s',
    async (url) => {
      expect(await smoke('--url', url)).toEqual({
        code: 1,
        output: `--url: '${url}' is no http or https address; expected the address of the app, such as https://app.azurewebsites.net\n`,
      });
    },
  );

  it('refuses to run without an address', async () => {
    expect(await smoke()).toEqual({ code: 1, output: expect.stringMatching(/^--url: required; expected .*\n$/) });
  });

  it('says that it waits, and asks an address that ends with a slash', async () => {
    const paths: string[] = [];
    const started = createServer(({ url = '' }, response) => {
      paths.push(url);
      response.writeHead(url === '/api/health' ? 200 : 401).end();
    });
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    const address = started.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const { code, output } = await smoke('--url', `${url}/`);
    expect(output.split('\n')).toEqual([
      `Waiting until ${url} is healthy ...`,
      `${url}/api/events/refresh-status answered 401 instead of 202: `,
      '',
    ]);
    expect(code).toBe(1);
    expect(paths).toEqual(['/api/health', '/api/events/refresh-status']);
  });
});
