import { BlobServiceClient } from '@azure/storage-blob';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { type HostProcess, killHosts, startHost } from '../support/host-process.ts';
import { useAzurite } from '../support/use-azurite.ts';

const storage = useAzurite();
let number = 0;
/** Each test has its own host ID, so that it finds no status of another test. */
let hostId: string;

beforeEach(() => {
  number += 1;
  hostId = `host-${number}`;
});

afterEach(killHosts);

function start(environment: Record<string, string> = {}): Promise<HostProcess> {
  const settings = {
    AzureWebJobsStorage: storage.connectionString,
    AzureFunctionsWebHost__hostid: hostId,
    SLOW_SCHEDULE: '* * * * * *',
  };
  return startHost('tests/host/apps/timers', { environment: { ...settings, ...environment } });
}

/** The blob with the status of the timer `yearly`. */
function status() {
  const service = BlobServiceClient.fromConnectionString(storage.connectionString);
  const container = service.getContainerClient('azure-webjobs-hosts');
  return container.getBlockBlobClient(`timers/${hostId}/Host.Functions.yearly/status`);
}

/** The time of the next run; `undefined` when the emulator returned a blob that was just being written. */
async function nextTime(): Promise<string | undefined> {
  const text = (await status().downloadToBuffer()).toString();
  return text.endsWith('}') ? JSON.parse(text).Next : undefined;
}

describe('a timer', () => {
  test('runs on schedule and never overlaps itself', async () => {
    const host = await start();
    await eventually('two runs', () => host.printed('slow').length >= 2);
    const runs = host.printed('slow').map((line) => JSON.parse(line));
    expect(runs.map(({ overlapping }) => overlapping)).toEqual(runs.map(() => 1));
    // A schedule of less than a minute is not monitored, so it has no status.
    expect(runs[0].timer).toEqual({ schedule: { adjustForDST: true }, scheduleStatus: null, isPastDue: false });
  });

  test('with runOnStartup runs at the start, and again by an admin request', async () => {
    const host = await start();
    await host.waitFor('atStart {');
    const response = await fetch(`${host.url}/admin/functions/atStart`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(202);
    await eventually('the second run', () => host.printed('atStart').length === 2);
  });
});

describe('a monitored timer', () => {
  test('does not run at its first start, but runs once as past due after a missed run', async () => {
    const first = await start();
    await eventually('the status', () => status().exists());
    const written = JSON.parse((await status().downloadToBuffer()).toString());
    expect(Date.parse(written.Next)).toBeGreaterThan(Date.now());
    await first.stop();
    expect(first.printed('yearly')).toEqual([]);

    const missed = JSON.stringify({ ...written, Next: '2020-01-01T00:00:00Z' });
    await status().upload(missed, missed.length);
    const second = await start();
    await eventually('the missed run', () => second.printed('yearly').length > 0);
    expect(JSON.parse(second.printed('yearly')[0] ?? '')).toMatchObject({
      isPastDue: true,
      scheduleStatus: { next: '2020-01-01T00:00:00Z' },
    });
    await eventually('the new status', async () => Date.parse((await nextTime()) ?? '') > Date.now());
    expect(second.printed('yearly')).toHaveLength(1);
  });

  test('runs without a monitor, with a warning, when the blob service cannot be reached', async () => {
    const unreachable = storage.connectionString.replace(
      /BlobEndpoint=http:\/\/127\.0\.0\.1:\d+/,
      'BlobEndpoint=http://127.0.0.1:9',
    );
    const host = await start({ AzureWebJobsStorage: unreachable });
    await host.waitFor('Timers run without a monitor');
    await host.waitFor('slow {');
  });
});
