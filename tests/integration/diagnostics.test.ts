import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { readDiagnostics } from '../../shared/application/diagnostics/read-diagnostics.ts';
import type { DiagnosticsDeps } from '../../shared/application/diagnostics/reading.ts';
import { workflowRecord } from '../support/event-builders.ts';
import { LogWriter } from '../support/log-writer.ts';
import { useAzurite } from '../support/use-azurite.ts';
import { readerOf } from './read-logs.ts';

const HOUR_MS = 3_600_000;
const LINES = 100_000;
/** All lines together are larger than this heap, so a reader that holds more than a piece of them does not fit. */
const HEAP_MIB = 64;
const LONG_NAME = 'name '.repeat(45);

const storage = useAzurite();
let names = 0;
let name: string;
let logs: LogWriter;
let deps: DiagnosticsDeps;

beforeEach(async () => {
  name = `reader-${++names}`;
  await storage.queues.getQueueClient(name).create();
  logs = new LogWriter(storage.connectionString, name);
  deps = readerOf(storage.connectionString, name);
});

function line(job: number, friendlyName = 'Kūnas 😀'): string {
  const properties = { workflowJobId: `job-${job}`, identifier: 'crm', friendlyName };
  return `${JSON.stringify(workflowRecord('Ingestion.TaskCompleted', { properties }))}\n`;
}

/** Takes all messages off the queue: the jobs of their records, in order. */
async function takeJobs(): Promise<number[]> {
  const queue = storage.queues.getQueueClient(name);
  const jobs: number[] = [];
  for (;;) {
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32, visibilityTimeout: 600 });
    if (receivedMessageItems.length === 0) return jobs;
    for (const { messageText } of receivedMessageItems) jobs.push(...jobsOf(messageText));
  }
}

function jobsOf(messageText: string): number[] {
  const { records } = JSON.parse(Buffer.from(messageText, 'base64').toString());
  return records.map((record: { properties: { workflowJobId: string } }) =>
    Number(record.properties.workflowJobId.replace('job-', '')),
  );
}

/** Reads as the timer does, with a clock that is ahead. */
async function read(ahead = 0) {
  const now = Date.now() + ahead;
  return readDiagnostics({ ...deps, clock: { ...deps.clock, now: () => now } });
}

async function program(more: Readonly<Record<string, string>> = {}): Promise<{ milliseconds: number; sent: number }[]> {
  const args = [`--max-old-space-size=${HEAP_MIB}`, 'tests/integration/read-logs.ts'];
  const env = { ...process.env, STORAGE: storage.connectionString, NAME: name, ...more };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
}

describe('the diagnostics timer on Azurite', () => {
  test('reads appended lines, and completes a line that was cut inside a character', async () => {
    await read();
    const [first, second] = [Buffer.from(line(1)), Buffer.from(line(2))];
    const cut = second.indexOf(Buffer.from('😀')) + 2;
    await logs.append(0, Buffer.concat([first, second.subarray(0, cut)]));
    await read();
    expect(await takeJobs()).toEqual([1]);
    await logs.append(0, second.subarray(cut));
    await read();
    await read();
    expect(await takeJobs()).toEqual([2]);
  });

  test('takes a last line without its newline after an hour', async () => {
    await read();
    await logs.append(0, line(1).trim());
    await read(HOUR_MS - 60_000);
    expect(await takeJobs()).toEqual([]);
    await read(HOUR_MS + 60_000);
    await read(HOUR_MS + 120_000);
    expect(await takeJobs()).toEqual([1]);
  });

  test('goes on with the next hour, and finds late appends to former ones', async () => {
    await read();
    await logs.append(-2, line(1));
    await read();
    await logs.append(-1, line(2));
    await read();
    await logs.append(0, line(3));
    await logs.append(-2, line(4));
    await logs.append(-40, line(5));
    await read();
    expect((await takeJobs()).toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  test('reads the whole of a blob that was replaced, by a shorter or by a longer one', async () => {
    await read();
    await logs.append(0, line(1) + line(2));
    await read();
    await logs.replace(0, line(3));
    await read();
    // Creation times are in whole seconds.
    await sleep(1_100);
    await logs.replace(0, line(4) + line(5) + line(6));
    await read();
    expect(await takeJobs()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('reads a container that appears later', async () => {
    expect(await read()).toMatchObject({ blobs: 0, isComplete: true });
    await logs.append(-30, line(1));
    await logs.append(0, line(2));
    await read();
    expect(await takeJobs()).toEqual([1, 2]);
  });

  test('reads nothing of former days that was there at the first run', async () => {
    await logs.append(-30, line(1));
    await read();
    await logs.append(-30, line(2));
    await read();
    expect(await takeJobs()).toEqual([2]);
  });

  test(`reads ${LINES} lines with a heap of ${HEAP_MIB} MiB, at most 40 seconds and about 50,000 lines a run`, async () => {
    await read();
    const all = Array.from({ length: LINES }, (_, job) => line(job, LONG_NAME)).join('');
    expect(all.length).toBeGreaterThan(HEAP_MIB * 1024 * 1024);
    await logs.append(0, all);
    const runs = await program();
    process.stdout.write(`  ${LINES} lines, ${all.length} bytes: ${JSON.stringify(runs)}\n`);
    expect(runs.length).toBeGreaterThan(1);
    for (const { milliseconds, sent } of runs) {
      expect(milliseconds).toBeLessThan(45_000);
      expect(sent).toBeLessThan(52_500);
    }
    const jobs = await takeJobs();
    expect(jobs).toHaveLength(LINES);
    expect(new Set(jobs).size).toBe(LINES);
  }, 240_000);

  test('reads each line at least once when two processes read at once', async () => {
    await read();
    await logs.append(-1, Array.from({ length: 6_000 }, (_, job) => line(job)).join(''));
    await logs.append(0, Array.from({ length: 6_000 }, (_, job) => line(6_000 + job)).join(''));
    await Promise.all([program(), program()]);
    const jobs = await takeJobs();
    expect(new Set(jobs).size).toBe(12_000);
    await read();
    expect(await takeJobs()).toEqual([]);
  }, 120_000);
});
