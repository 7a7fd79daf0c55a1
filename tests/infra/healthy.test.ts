import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { waitUntilHealthy } from '../../local/infra/healthy.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

const PATIENCE = { attempts: 3, waitMs: 1 };

describe('the wait after a deployment', () => {
  it('ends when the app is healthy', async () => {
    const statuses = [503, 503, 200];
    const url = await serve(({ url: path }, response) =>
      response.writeHead(path === '/api/health' ? (statuses.shift() ?? 500) : 404).end(),
    );
    await expect(waitUntilHealthy(url, PATIENCE)).resolves.toBeUndefined();
    expect(statuses).toEqual([]);
  });

  it('fails with the last answer when the app stays unhealthy', async () => {
    const url = await serve((_request, response) => response.writeHead(503).end('the key does not fit'));
    await expect(waitUntilHealthy(url, PATIENCE)).rejects.toThrow(
      `${url}/api/health did not become healthy; the last answer was 503 the key does not fit`,
    );
  });

  it('fails when nothing answers', async () => {
    const url = await serve(() => undefined);
    server?.close();
    await expect(waitUntilHealthy(url, { attempts: 1, waitMs: 1 })).rejects.toThrow(/did not become healthy/);
  });
});
