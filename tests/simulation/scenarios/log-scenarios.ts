import type { LogWrite, RunEvent, Scenario, Timed } from '../engine/scenario.ts';
import { onFailure, run } from './builders.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Its characters have several bytes each. */
const NAME = 'Kūnas 😀';

/** A record of a failed refresh. */
const record = (job: number): RunEvent => run({ isRecord: true, runId: `job-${job}`, name: NAME });

const records = (...jobs: readonly number[]) => jobs.map(record);

/** Writes to the log of an hour. */
const write = (at: number, hour: number, events: readonly RunEvent[], more: Partial<LogWrite> = {}): Timed => ({
  at,
  do: 'log',
  write: { hour, events, ...more },
});

/** What follows a firing is the subject of other scenarios. */
const base = { workers: 1, subscriptions: [], logReaders: 1 } as const;

/** Scenarios of the timer that reads diagnostic logs. Its first run is after a minute. */
export const logScenarios: readonly Scenario[] = [
  {
    ...base,
    name: 'records are appended to a log between two runs',
    subscriptions: [onFailure('failed')],
    script: [write(0, 0, records(1)), write(90 * SECOND, 0, records(2))],
  },
  {
    ...base,
    name: 'a line of a log is written in two halves',
    script: [
      write(0, 0, records(1, 2), { cut: 'character' }),
      write(90 * SECOND, 0, records(3), { cut: 'record' }),
      write(150 * SECOND, 0, []),
    ],
  },
  {
    ...base,
    name: 'a log goes on with another hour, and former ones grow late',
    script: [
      write(0, -2, records(1)),
      write(90 * SECOND, 0, records(2)),
      write(91 * SECOND, -2, records(3)),
      // By then, the first run has taken place, whatever happened to it.
      write(20 * MINUTE, -30, records(4)),
    ],
  },
  {
    ...base,
    name: 'a log is replaced by a longer one after it was read',
    script: [write(0, 0, records(1)), write(90 * SECOND, 0, records(2, 3), { replaces: true })],
  },
  {
    ...base,
    name: 'a log is replaced while a run reads it',
    script: [
      // Its line is longer, so that the next one starts where the later blob has no line's start.
      write(0, 0, records(1_000)),
      write(90 * SECOND, 0, records(2)),
      write(124 * SECOND, 0, records(3, 4, 5), { replaces: true }),
    ],
  },
  {
    ...base,
    name: 'the first run finds logs of former days that grow later',
    script: [
      write(0, -8, records(1), { isOld: true }),
      write(1, 0, records(2)),
      write(20 * MINUTE, -8, records(3), { cut: 'record' }),
      write(22 * MINUTE, -8, []),
    ],
  },
  {
    ...base,
    name: 'a log ends without its last newline',
    script: [write(0, 0, records(1, 2), { cut: 'newline' }), write(HOUR, 1, records(3))],
  },
  {
    ...base,
    name: 'two runs read the same log at once',
    logReaders: 2,
    script: [write(0, 0, records(1)), write(90 * SECOND, 0, records(2))],
  },
];
