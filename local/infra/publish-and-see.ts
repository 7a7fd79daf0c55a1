import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

const ENVIRONMENT = 'smoke-test';
const DATA_SOURCE = '/api/environments/smoke-test/data-sources/smoke-test';
/** From nothing, the platform needs about a minute to start an instance for a queue. */
const ATTEMPTS = 90;
const WAIT_MS = 2_000;
const ANSWER_TIMEOUT_MS = 30_000;

/**
 * Publishes one refresh of a data source of its own environment, waits until the app shows it, and has the app forget it.
 *
 * @returns the milliseconds from publishing to seeing
 * @throws when an answer is not the expected one, or the event is not applied in time
 */
export async function publishAndSee(baseUrl: string, key: string): Promise<number> {
  const started = Date.now();
  const headers = { 'content-type': 'application/json', 'x-functions-key': key };
  const call = (method: string, path: string, body?: object) =>
    fetch(baseUrl + path, {
      method,
      headers,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      ...(body && { body: JSON.stringify(body) }),
    });
  const event = refreshEvent(new Date(started));
  await expectStatus(202, await call('POST', '/api/events/refresh-status', event));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const response = await call('GET', DATA_SOURCE);
    if (response.status === 200 && (await response.text()).includes(event.runId)) {
      await expectStatus(204, await call('DELETE', DATA_SOURCE));
      return Date.now() - started;
    }
    await setTimeout(WAIT_MS);
  }
  throw new Error(`event ${event.eventId} was not applied within ${(ATTEMPTS * WAIT_MS) / 1000} s`);
}

function refreshEvent(now: Date) {
  const id = `smoke-${randomUUID()}`;
  return {
    eventId: id,
    environmentId: ENVIRONMENT,
    operation: 'ingestion',
    name: ENVIRONMENT,
    status: 'successful',
    runId: id,
    endedAt: now.toISOString(),
  };
}

async function expectStatus(expected: number, response: Response): Promise<void> {
  if (response.status === expected) return;
  throw new Error(`${response.url} answered ${response.status} instead of ${expected}: ${await response.text()}`);
}
