import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../local/azurite.ts';
import { AppCopy, type RunningCommand } from '../support/app-copy.ts';
import { eventually } from '../support/eventually.ts';
import { childRunning } from '../support/processes.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/* The first ten minutes of somebody who has just cloned the app, on the copies `first` and `second`. */

/** A busy machine may take this long to start storage and app, or to play the demo. */
const START_MS = 120_000;
const TEST_MS = 150_000;

let first: AppCopy;
let second: AppCopy;
let demoCopy: AppCopy;
let receiver: WebhookReceiver;
let app: RunningCommand;
let demo: RunningCommand;
let port: number;
let otherPort: number;

beforeAll(async () => {
  [first, second, demoCopy] = [new AppCopy(), new AppCopy(), new AppCopy()];
  [port, otherPort] = [await freePort(), await freePort()];
  receiver = await startReceiver();
  app = first.start('start', ['--port', String(port)]);
  await app.waitFor('Ctrl-C stops it', START_MS);
  demo = demoCopy.start('demo', ['--serve']);
}, TEST_MS);

afterAll(async () => {
  await Promise.all([first, second, demoCopy].map((copy) => copy?.remove()));
  await receiver?.close();
});

const post = (to: number, path: string, body: object) =>
  fetch(`http://127.0.0.1:${to}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const failure = (environmentId: string) => ({
  eventId: 'e-1',
  environmentId,
  operation: 'ingestion',
  name: 'crm-contacts',
  displayName: 'CRM contacts',
  status: 'failed',
  runId: 'job-1',
  endedAt: '2026-11-20T02:14:09Z',
});

describe('npm start', () => {
  test('prints the addresses in plain lines, and nothing else', () => {
    const lines = app.output().split('\n').filter(Boolean);
    expect(lines.slice(0, 8)).toEqual([
      'Created local.settings.json from local.settings.sample.json.',
      'Made a SECRETS_KEY and kept it in local.settings.json.',
      'Insight Triggers is ready.',
      `  Console   http://localhost:${port}/api/console`,
      `  API       http://localhost:${port}/api`,
      `  Health    http://localhost:${port}/api/health`,
      '  Queues    refresh-status, metric-change',
      expect.stringMatching(/^ {2}Storage {3}Azurite on ports \d+, \d+, \d+; data in \.azurite\/$/),
    ]);
    expect(app.output()).toContain(`npm run try -- --port ${port}`);
    expect(app.output()).not.toContain('\u001b');
  });

  test('shows the printed event, and the same event again as a duplicate', async () => {
    await post(port, 'events/refresh-status', failure('contoso'));
    await app.waitFor(/^\d\d:\d\d:\d\d {2}CRM contacts: failed, run job-1 .*nobody has subscribed to it$/m);
    await post(port, 'events/refresh-status', failure('contoso'));
    await app.waitFor(/^\d\d:\d\d:\d\d {2}event on refresh-status: duplicate$/m);
  });

  test('is seen at work by npm run try, which leaves nothing behind', async () => {
    const { code, output } = await first.run('try', ['--port', String(port)]);
    expect(output).toMatch(/The webhook arrived after \d+ ms, and its signature is right:/);
    expect(code).toBe(0);
    await app.waitFor(/CRM contacts: failed, .*→ npm run try: delivered in \d+ ms$/m);
    const list = await fetch(`http://127.0.0.1:${port}/api/environments/try/data-sources`);
    expect(await list.json()).toMatchObject({ value: [] });
  });

  test('says who has its port, and stops', async () => {
    const [taken, unknown] = await Promise.all([
      second.run('start', ['--port', String(port)]),
      second.run('start', [], { PORT: String(receiver.port) }),
    ]);
    expect(taken.output).toMatch(
      new RegExp(
        `^Port ${port} is taken by another copy of this app, in ${first.folder} \\(process \\d+\\)\\. .*\\n$`,
        'm',
      ),
    );
    expect(unknown.output).toContain(`Port ${receiver.port} is taken by node (process ${process.pid}).`);
    expect([taken.code, unknown.code]).toEqual([1, 1]);
  });

  test('says so when the emulator that it has started was killed, and starts it again with its data', async () => {
    const created = await post(port, 'triggers/data-source-refresh-failed/subscriptions', {
      environmentId: 'kept',
      callbackUrl: `${receiver.url}/kept`,
    });
    expect(created.status).toBe(201);
    const table = join(first.folder, '.azurite', '__azurite_db_table__.json');
    await eventually('the subscription on the disk', () => readFileSync(table, 'utf8').includes('kept'));
    process.kill(childRunning(app.process.pid, 'azurite'), 'SIGKILL');
    await app.waitFor('The storage emulator has ended; calls get 503 meanwhile.');
    await app.waitFor('The storage emulator runs again.');
    await post(port, 'events/refresh-status', failure('kept'));
    await receiver.waitFor(1, 50_000);
  });
});

describe('a second copy beside the first', () => {
  let other: RunningCommand;

  test(
    'has its own storage, and gets none of the events of the first',
    async () => {
      other = second.start('start', [], { PORT: String(otherPort) });
      await other.waitFor('Ctrl-C stops it', START_MS);
      const storage = (output: string) => /^ {2}Storage .*$/m.exec(output)?.[0];
      expect(storage(other.output())).not.toBe(storage(app.output()));
      const list = await fetch(`http://127.0.0.1:${otherPort}/api/environments`);
      expect(await list.json()).toEqual({ value: [] });
    },
    TEST_MS,
  );

  test('says at Ctrl-C what it waits for, and ends at once with everything at the second one', async () => {
    // Without its storage, a call takes as long as the app waits for that.
    const emulator = childRunning(other.process.pid, 'azurite');
    process.kill(emulator, 'SIGSTOP');
    fetch(`http://127.0.0.1:${otherPort}/api/firings`).catch(() => undefined);
    await fetch(`http://127.0.0.1:${otherPort}/api/ping`);
    await other.endsAllBy(async () => {
      try {
        other.process.kill('SIGINT');
        await other.waitFor(
          /^Stopping: waiting for \d running functions? \(.*\), at most 5 s\. Ctrl-C again ends it at once\.$/m,
        );
        other.process.kill('SIGINT');
        await eventually('the end of npm start', () => other.process.exitCode !== null);
      } finally {
        process.kill(emulator, 'SIGCONT');
      }
    });
    expect(await other.exit).toBe(130);
    expect(other.output()).not.toContain('SIG');
  });
});

test(
  'npm run demo -- --serve runs on, and its console has flows that could not be told and thresholds that are near',
  async () => {
    await demo.waitFor('Ctrl-C stops it.', START_MS);
    const [, url = ''] = /^The app runs on: (http:\S+)\/api\/console$/m.exec(demo.output()) ?? [];
    expect(await (await fetch(`${url}/api/console`)).text()).toContain('<title>');
    const answer = await fetch(`${url}/api/environments/9b0a90d6-55ab-59bc-8d69-2d41c725fb8b/overview`);
    const { subscriptions, thresholds } = (await answer.json()) as {
      subscriptions: { sick: { label: string }[] };
      thresholds: { metric: string; threshold: number }[];
    };
    expect(subscriptions.sick.map(({ label }) => label).toSorted()).toEqual([
      'Load the warehouse',
      'Old Teams channel',
      'Open a ticket',
    ]);
    expect(thresholds).toContainEqual(expect.objectContaining({ metric: 'gift_buyers', threshold: 150 }));
    expect(demo.output()).toMatch(/^ {2}Which flow is the nearest to firing\? +Triggers and thresholds$/m);
  },
  TEST_MS,
);

describe('everything that a command has started', () => {
  test('ends with npm start when that is killed', async () => {
    await app.endsAllBy(() => app.process.kill('SIGKILL'));
  });

  test(
    'ends with npm run demo when its terminal is closed',
    async () => {
      await demo.waitFor('Ctrl-C stops it.', START_MS);
      await demo.endsAllBy(() => demo.process.kill('SIGHUP'));
    },
    TEST_MS,
  );

  test(
    'ends with npm run start:func when that is killed',
    async () => {
      const tools = join(second.folder, 'tools');
      mkdirSync(tools);
      writeFileSync(join(tools, 'func'), '#!/bin/sh\necho "$@" on $PORT\nsleep 1000 &\nwait\n', { mode: 0o700 });
      const environment = { PATH: `${tools}:${process.env.PATH}`, PORT: String(otherPort) };
      const func = second.start('start-func', [], environment);
      await func.waitFor(`start --port ${otherPort} on ${otherPort}`, START_MS);
      await func.endsAllBy(() => func.process.kill('SIGKILL'));
    },
    TEST_MS,
  );
});

describe('npm run demo', () => {
  test('shows what the events came to, and that every webhook arrived exactly once', () => {
    expect(demo.output()).toMatch(/^The day in events +\d+$/m);
    for (const outcome of ['fired', 'recorded', 'duplicates', 'late', 'ignored', 'unreadable'])
      expect(demo.output()).toMatch(new RegExp(`^ {2}${outcome} +[1-9]\\d* {3}\\S`, 'm'));
    expect(demo.output()).toContain('CRM contacts: failed, run 66e2d35b (dataSourceRefreshTimeout');
    expect(demo.output()).toContain('Every webhook arrived exactly once.');
  });
});

test('a start whose SECRETS_KEY was lost says so in one line and stops, since there is data', async () => {
  first.settings = first.settings.replace(/,?\s*"SECRETS_KEY": "[^"]*"/, '');
  const { code, output } = await first.run('start', ['--port', String(port)]);
  expect(output).toMatch(/^Setting SECRETS_KEY: required, since the storage holds data .*remove \.azurite\/\)\n$/);
  expect(code).toBe(1);
});
