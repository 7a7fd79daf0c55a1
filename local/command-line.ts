import { parseArgs } from 'node:util';
import { readPort } from './process/port.ts';

/** What a start was asked for. */
export interface StartArguments {
  /** Absent when it is not given. */
  readonly port: number | undefined;
  readonly isVerbose: boolean;
}

/** Reads `--port N` and `--verbose`. @throws when there is anything else. */
export function readStartArguments(): StartArguments {
  const { port, verbose } = parse();
  return { port: port === undefined ? undefined : readPort(port, '--port'), isVerbose: verbose };
}

function parse() {
  try {
    return parseArgs({
      options: { port: { type: 'string' }, verbose: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ', 1)[0] : String(error);
    throw new Error(`${reason}; expected --port <number> or --verbose`);
  }
}
