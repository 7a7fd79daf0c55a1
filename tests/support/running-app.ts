import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TriggerType } from '../../shared/contract/trigger-types.ts';
import { LocalApp, until } from './local-app.ts';
import { type ReceivedRequest, startReceiver, type WebhookReceiver } from './webhook-receiver.ts';

export interface Created {
  readonly id: string;
  readonly signingSecret: string;
  readonly location: string;
}

const SETTINGS = {
  RETRY_SCHEDULE: '1s,1s',
  // Four times as long waits whoever comes after a host that was killed, so it is not more than a busy machine needs.
  ATTEMPT_TIMEOUT: '5s',
  SWEEP_SCHEDULE: '*/2 * * * * *',
  // What failed once, for whatever reason, comes again sooner than a test stops waiting for it.
  AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:01',
};

/** One app and one receiver for all tests of a file, with an environment for each, and a last test that no secret was logged. */
export class RunningApp {
  environmentId = '';
  #app: LocalApp | undefined;
  #receiver: WebhookReceiver | undefined;
  #environments = 0;

  constructor() {
    beforeAll(async () => {
      this.#receiver = await startReceiver();
      this.#app = await LocalApp.start(SETTINGS);
    }, 150_000);
    // A start that failed has said so already.
    afterAll(() => Promise.all([this.#app?.stop(), this.#receiver?.close()]));
    beforeEach(() => {
      this.environmentId = `environment-${++this.#environments}`;
      this.receiver.respondWith(
        (_request, response) => void response.writeHead(202, { 'x-ms-workflow-run-id': 'run-1' }).end(),
      );
    });
  }

  get app(): LocalApp {
    if (!this.#app) throw new Error('the app has not started');
    return this.#app;
  }

  get receiver(): WebhookReceiver {
    if (!this.#receiver) throw new Error('the receiver has not started');
    return this.#receiver;
  }

  async subscribe(type: TriggerType, parameters: object = {}, headers = {}): Promise<Created> {
    const { environmentId } = this;
    const callbackUrl = `${this.receiver.url}/${environmentId}/run?api-version=2016-06-01&sp=%2Ftriggers%2fx&sig=hush`;
    const path = `/api/triggers/${type}/subscriptions`;
    const answer = await this.app.call('POST', path, { environmentId, callbackUrl, ...parameters }, headers);
    expect(answer.status).toBe(201);
    return { ...(answer.json as Created), location: answer.headers.get('location') ?? '' };
  }

  /** What came for the environment of this test. */
  arrived(): ReceivedRequest[] {
    return this.receiver.received.filter(({ path }) => path.startsWith(`/${this.environmentId}/`));
  }

  arrivals(count: number): Promise<void> {
    return until(() => this.arrived().length >= count);
  }

  testThatNoSecretWasLogged(): void {
    test('no secret of a callback is ever logged', () => {
      expect(this.app.output.join('')).not.toMatch(/hush|sig=|whsec_|token=/);
    });
  }
}
