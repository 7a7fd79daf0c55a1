import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TriggerType } from '../../shared/contract/trigger-types.ts';
import { eventually } from './eventually.ts';
import { LocalApp } from './local-app.ts';
import { type ReceivedRequest, type Respond, startReceiver, type WebhookReceiver } from './webhook-receiver.ts';

/** What a create answers, and its Location. */
export interface Created {
  readonly id: string;
  readonly signingSecret: string;
  readonly location: string;
}

const SETTINGS = {
  RETRY_SCHEDULE: '1s,1s',
  // No longer than a busy machine needs.
  ATTEMPT_TIMEOUT: '5s',
  SWEEP_SCHEDULE: '*/2 * * * * *',
  // A failed message becomes visible again before a test gives up.
  AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:01',
};

/** Settings for tests that often wait for a message: an idle queue is looked at more often than in Azure. */
export const SOON = { AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.500' };

/** How the app runs, and how the receiver answers. */
interface RunningOptions {
  readonly asksForKeys?: boolean;
  readonly respond?: Respond;
}

const accept: Respond = (_request, response) => void response.writeHead(202, { 'x-ms-workflow-run-id': 'run-1' }).end();

/** One app and one receiver for all tests of a file; each test has its own environment. */
export class RunningApp {
  environmentId = '';
  #app: LocalApp | undefined;
  #receiver: WebhookReceiver | undefined;
  #environments = 0;

  /** @param settings of the app beside those that tests need */
  constructor(settings: Readonly<Record<string, string>> = {}, { respond = accept, ...options }: RunningOptions = {}) {
    beforeAll(async () => {
      this.#receiver = await startReceiver(respond);
      this.#app = await LocalApp.start({ ...SETTINGS, ...settings }, options);
    }, 150_000);
    // Absent when the start has failed, which has been reported already.
    afterAll(() => Promise.all([this.#app?.stop(), this.#receiver?.close()]));
    beforeEach(() => {
      this.environmentId = `environment-${++this.#environments}`;
      this.receiver.respondWith(respond);
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

  /** Creates a subscription in the environment of this test. */
  async subscribe(type: TriggerType, parameters: object = {}, headers = {}): Promise<Created> {
    const { environmentId } = this;
    const callbackUrl = `${this.receiver.url}/${environmentId}/run?api-version=2016-06-01&sp=%2Ftriggers%2fx&sig=hush`;
    const path = `/api/triggers/${type}/subscriptions`;
    const answer = await this.app.call('POST', path, { environmentId, callbackUrl, ...parameters }, headers);
    expect(answer.status).toBe(201);
    return { ...(answer.json as Created), location: answer.headers.get('location') ?? '' };
  }

  /** The requests for the environment of this test. */
  arrived(): ReceivedRequest[] {
    return this.receiver.received.filter(({ path }) => path.startsWith(`/${this.environmentId}/`));
  }

  /** Waits until this many requests have arrived for the environment of this test. */
  async arrivals(count: number): Promise<void> {
    await eventually(
      () => `${count} webhooks; ${this.arrived().length} arrived`,
      () => this.arrived().length >= count,
    );
  }

  /** Defines a test, to be the last one of a file. */
  testThatNoSecretWasLogged(): void {
    test('the app never logs a secret of a callback', () => {
      expect(this.app.output).not.toMatch(/hush|sig=|whsec_|token=/);
    });
  }
}
