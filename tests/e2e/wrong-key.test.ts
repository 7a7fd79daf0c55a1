import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refreshEvent } from '../support/event-builders.ts';
import { eventually } from '../support/eventually.ts';
import { refusedStart } from '../support/host-process.ts';
import { LocalApp } from '../support/local-app.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const [first, second] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const ENVIRONMENT_ID = 'contoso';
const FIRST_KEY = { SECRETS_KEY: first, RETRY_SCHEDULE: '1s' };

let app: LocalApp;
let receiver: WebhookReceiver;

beforeAll(async () => {
  [app, receiver] = await Promise.all([LocalApp.start(FIRST_KEY, { keepsData: true }), startReceiver()]);
  receiver.respondWith((_request, response) => void response.writeHead(202).end());
  const callbackUrl = `${receiver.url}/run?sig=hush`;
  const path = '/api/triggers/data-source-refresh-failed/subscriptions';
  expect((await app.call('POST', path, { environmentId: ENVIRONMENT_ID, callbackUrl })).status).toBe(201);
}, 150_000);

afterAll(() => Promise.all([app?.stop(), receiver?.close()]));

const startWith = (settings: Readonly<Record<string, string>>) =>
  refusedStart('dist', {
    environment: { AzureWebJobsStorage: app.storage, ALLOW_INSECURE_CALLBACKS: 'true', ...settings },
    args: ['--port', '0'],
  });

const fire = (runId: string) =>
  app.call('POST', '/api/events/refresh-status', refreshEvent({ runId, environmentId: ENVIRONMENT_ID }));

const arrived = (count: number) =>
  eventually(
    () => `${count} webhooks; ${receiver.received.length} arrived`,
    () => receiver.received.length === count,
  );

describe('a start with a key that does not open what is stored', () => {
  test('stops with one line that names the setting', async () => {
    const { code, output } = await startWith({ SECRETS_KEY: second });
    expect(code).toBe(1);
    expect(output).toMatch(/^Setting SECRETS_KEY: does not open .*expected .*\n$/);
  });

  test('while the storage is away works on nothing and says so in the health', async () => {
    await app.kill();
    await app.stopStorage();
    await app.startHost({ SECRETS_KEY: second });
    await app.startStorage();
    await eventually(
      () => 'the reason in the health',
      async () => /SECRETS_KEY/.test((await app.call('GET', '/api/health')).text),
    );
    const { status, json } = await app.call('GET', '/api/health');
    expect(status).toBe(503);
    expect(json).toMatchObject({
      dependencies: expect.arrayContaining([
        { name: 'tables', state: 'up' },
        { name: 'secrets-key', state: 'down', reason: expect.stringContaining('Setting SECRETS_KEY: does not open') },
      ]),
    });
    const list = await app.call('GET', `/api/subscriptions?environmentId=${ENVIRONMENT_ID}`);
    expect(list).toMatchObject({ status: 503, json: { error: { code: 'wrong-secrets-key' } } });
    expect((await fire('one')).status).toBe(202);
    await app.kill();
  });

  test('loses no event: what came in meanwhile is delivered with the right key', async () => {
    await app.startHost();
    await arrived(1);
  });
});

describe('a start with a new key and the previous one', () => {
  test('opens what is stored, and from then on the previous key alone is refused', async () => {
    await app.kill();
    await app.startHost({ SECRETS_KEY: second, SECRETS_KEY_PREVIOUS: first });
    await fire('two');
    await arrived(2);
    expect((await startWith({ SECRETS_KEY: first })).output).toMatch(/^Setting SECRETS_KEY: .*\n$/);
  });

  test('ends the rotation with the next run of the retention timer, which logs what is left', async () => {
    expect((await app.call('POST', '/admin/functions/retention-timer', { input: '' })).status).toBe(202);
    await eventually(
      () => 'the end of the rotation in the log',
      () => app.output.includes('SecretsResealed {"resealed":1,"previous":0}'),
    );
    await app.kill();
    await app.startHost({ SECRETS_KEY: second });
    await fire('three');
    await arrived(3);
  });
});

describe('a wrong setting', () => {
  test.each(['CONTAINER_APP_NAME', 'WEBSITE_POD_NAME', 'WEBSITE_INSTANCE_ID'])(
    'stops the start with insecure callbacks where %s marks Azure',
    async (mark) => {
      const { code, output } = await startWith({ SECRETS_KEY: second, [mark]: 'x' });
      expect(code).toBe(1);
      expect(output).toMatch(/^[^\n]*Setting ALLOW_INSECURE_CALLBACKS: [^\n]*refused in Azure[^\n]*\n$/);
    },
  );

  test('is no CONTAINER_NAME of another tool on a developer machine', async () => {
    await app.kill();
    await app.startHost({ SECRETS_KEY: second, CONTAINER_NAME: 'dev' });
    expect((await app.call('GET', '/api/health')).status).toBe(200);
  });

  test.each<[name: string, value: string]>([
    ['RETENTION', '0s'],
    ['AzureWebJobsStorage', 'foo'],
    ['PUBLIC_BASE_URL', 'http://u:hush@contoso.com'],
  ])('stops the start of the host with one line, printed once: %s=%s', async (name, value) => {
    const { code, output } = await startWith({ SECRETS_KEY: second, [name]: value });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^[^\\n]*Setting ${name}: [^\\n]*expected[^\\n]*\\n$`));
    expect(output).not.toContain('hush');
  });
});
