import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { eventually } from '../support/eventually.ts';
import { startBadReceiver } from '../support/faults/bad-receiver.ts';
import { send, subscribeAll } from '../support/faults/drive.ts';
import { Ledger } from '../support/faults/ledger.ts';
import { type Message, planStream } from '../support/faults/stream.ts';
import type { HostProcess } from '../support/host-process.ts';
import { LocalApp } from '../support/local-app.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import type { WebhookReceiver } from '../support/webhook-receiver.ts';

/* The previous release and the current build on one storage: a rollout and a rollback under load. */

const PATIENCE_MS = 120_000;
const RETRY_MS = 2_000;
const ledger = new Ledger([RETRY_MS, RETRY_MS, RETRY_MS]);

let previous: string;
let app: LocalApp;
let receiver: WebhookReceiver;
let beside: HostProcess | undefined;

beforeAll(async () => {
  previous = unpacked('tests/fixtures/previous-release.zip');
  const settings = {
    RETRY_SCHEDULE: '2s,2s,2s',
    ATTEMPT_TIMEOUT: '3s',
    SWEEP_SCHEDULE: '*/2 * * * * *',
    AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.200',
  };
  // Some first attempts fail, so that each version retries deliveries of the other one.
  receiver = await startBadReceiver(ledger, (_path, attempt) =>
    attempt === 1 && failing.next() < 0.3 ? 'unavailable' : 'accept',
  );
  app = await LocalApp.start(settings, { appFolder: previous });
}, 90_000);

const failing = new SeededRandom(5);

afterAll(async () => {
  await beside?.stop();
  await Promise.all([app?.stop(), receiver?.close()]);
  rmSync(previous, { recursive: true, force: true });
});

/** Unpacks an app into a folder of its own. */
function unpacked(zip: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'insight-triggers-previous-'));
  for (const [name, content] of Object.entries(unzipSync(readFileSync(zip))))
    writeFileSync(join(folder, name), content);
  return folder;
}

async function sendAll(messages: readonly Message[]): Promise<void> {
  for (const message of messages) {
    await send(app, message);
    await sleep(30);
  }
}

test('a rollout and a rollback under load lose no firing and duplicate none', async () => {
  const stream = planStream(new SeededRandom(11), 'rolling', 300);
  const third = Math.ceil(stream.messages.length / 3);
  await subscribeAll(app, receiver.url, stream.subscribers);
  ledger.expect(stream.expected);

  // Rollout: the current build comes beside the previous release, which then goes.
  const first = sendAll(stream.messages.slice(0, third));
  beside = await app.startBeside('dist');
  await first;
  const second = sendAll(stream.messages.slice(third, 2 * third));
  await app.replaceWith('dist');
  await second;
  await beside.stop();

  // Rollback: the previous release comes beside the current build, which then goes.
  const last = sendAll(stream.messages.slice(2 * third));
  beside = await app.startBeside(previous);
  await app.replaceWith(previous);
  await last;

  await eventually(
    () => `every expected webhook; missing: ${ledger.missing.slice(0, 10).join('; ')}`,
    () => ledger.missing.length === 0,
    PATIENCE_MS,
  );
  await app.queues.untilEmpty();
  const { repeated, ...rest } = ledger.account('/rolling/');
  expect(rest).toMatchObject({
    lost: [],
    firedTwice: [],
    unexpected: [],
    bodiesThatDiffer: [],
    arrived: stream.expected.length,
  });
  expect(repeated.unexplained).toEqual([]);
  expect(app.output).not.toMatch(/Skipped .* cannot be read/);
}, 240_000);
