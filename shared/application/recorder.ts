import type { Deps } from './ports.ts';
import { record, type Settled } from './record.ts';

/** A record is tried for so long, with growing waits: results that are not recorded are sent again. */
const PATIENCE_MS = 4 * 60_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 2_000;

/** Resolves when the result has been written. */
export type Recorder = (settled: Settled) => Promise<void>;

interface Waiting {
  readonly settled: Settled;
  readonly done: () => void;
  readonly failed: (fault: unknown) => void;
}

/** Writes results one transaction at a time, each with all that have come since the one before. */
export function createRecorder(deps: Deps): Recorder {
  let waiting: Waiting[] = [];
  let writing = false;
  const flush = async () => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await recordPatiently(
        deps,
        batch.map(({ settled }) => settled),
      ).then(
        () => batch.forEach(({ done }) => void done()),
        (fault) => batch.forEach(({ failed }) => void failed(fault)),
      );
    }
    writing = false;
  };
  return (settled) =>
    new Promise((done, failed) => {
      waiting.push({ settled, done, failed });
      if (!writing) void flush();
    });
}

/**
 * Doing it again is harmless: what was written already is left as it is. While the storage is away nobody else can take the
 * lease either, and when it is back, this is sooner than the sweeper.
 */
async function recordPatiently(deps: Deps, settled: readonly Settled[]): Promise<void> {
  const began = deps.clock.now();
  for (let tries = 0; ; tries++) {
    try {
      return await record(deps, settled);
    } catch (fault) {
      if (deps.clock.now() - began > PATIENCE_MS) throw fault;
      await deps.clock.sleep(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries));
    }
  }
}
