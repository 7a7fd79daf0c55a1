import type { Deps } from './ports.ts';
import { record, type Settled } from './record.ts';

/** A record is tried so often, with growing waits: results that are not recorded are sent again. */
const TRIES = 5;
const FIRST_WAIT_MS = 200;

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

/** Doing it again is harmless: what was written already is left as it is. */
async function recordPatiently(deps: Deps, settled: readonly Settled[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await record(deps, settled);
    } catch (fault) {
      if (tries === TRIES) throw fault;
      await deps.clock.sleep(FIRST_WAIT_MS * 2 ** tries);
    }
  }
}
