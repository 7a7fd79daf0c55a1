import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Storage, startStorage } from './support/azurite.ts';
import { eventually } from './support/eventually.ts';
import { type HostProcess, killHosts, startHost } from './support/host-process.ts';

let storage: Storage | undefined;
let number = 0;
/** Under its own id the host of a test finds no status that another has left. */
let hostId: string;

beforeAll(async () => {
  storage = await startStorage();
}, 90_000);

beforeEach(() => {
  number += 1;
  hostId = `host-${number}`;
});

afterEach(killHosts);
afterAll(() => storage?.stop());

function connectionString(): string {
  if (!storage) throw new Error('the storage has not started');
  return storage.connectionString;
}

function start(environment: Record<string, string> = {}): Promise<HostProcess> {
  const settings = {
    AzureWebJobsStorage: connectionString(),
    AzureFunctionsWebHost__hostid: hostId,
    SLOW_SCHEDULE: '* * * * * *',
  };
  return startHost('timers', { environment: { ...settings, ...environment } });
}

function status() {
  const container = BlobServiceClient.fromConnectionString(connectionString()).getContainerClient(
    'azure-webjobs-hosts',
  );
  return container.getBlockBlobClient(`timers/${hostId}/Host.Functions.yearly/status`);
}

/** `undefined` when the emulator gave a status that was being written, cut off at its former length. */
async function nextTime(): Promise<string | undefined> {
  const text = (await status().downloadToBuffer()).toString();
  return text.endsWith('}') ? JSON.parse(text).Next : undefined;
}

describe('a timer', () => {
  test('runs at its times, and never twice at once', async () => {
    const host = await start();
    await eventually('two runs', () => host.printed('slow').length >= 2);
    const runs = host.printed('slow').map((line) => JSON.parse(line));
    expect(runs.map(({ overlapping }) => overlapping)).toEqual(runs.map(() => 1));
    // A schedule of less than a minute is not monitored, so there is no status.
    expect(runs[0].timer).toEqual({ schedule: { adjustForDST: true }, scheduleStatus: null, isPastDue: false });
  });

  test('with runOnStartup runs at the start, and by hand', async () => {
    const host = await start();
    await host.waitFor('atStart {');
    const response = await fetch(`${host.url}/admin/functions/atStart`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(202);
    await eventually('the second run', () => host.printed('atStart').length === 2);
  });
});

describe('a monitored timer', () => {
  test('does not run at its first start, but once, as past due, when it was missed', async () => {
    const first = await start();
    await eventually('the status', () => status().exists());
    const written = JSON.parse((await status().downloadToBuffer()).toString());
    expect(Date.parse(written.Next)).toBeGreaterThan(Date.now());
    await first.stop();
    expect(first.printed('yearly')).toEqual([]);

    const missed = JSON.stringify({ ...written, Next: '2020-01-01T00:00:00Z' });
    await status().upload(missed, missed.length);
    const second = await start();
    await eventually('the run that was missed', () => second.printed('yearly').length > 0);
    expect(JSON.parse(second.printed('yearly')[0] ?? '')).toMatchObject({
      isPastDue: true,
      scheduleStatus: { next: '2020-01-01T00:00:00Z' },
    });
    await eventually('the new status', async () => Date.parse((await nextTime()) ?? '') > Date.now());
    expect(second.printed('yearly')).toHaveLength(1);
  });

  test('runs without a monitor when the blob service cannot be reached, with a warning', async () => {
    const unreachable = connectionString().replace(
      /BlobEndpoint=http:\/\/127\.0\.0\.1:\d+/,
      'BlobEndpoint=http://127.0.0.1:9',
    );
    const host = await start({ AzureWebJobsStorage: unreachable });
    await host.waitFor('Timers run without a monitor');
    await host.waitFor('slow {');
  });
});
