import type { Report } from '../../application/ports.ts';
import { type LogLevel, levelOfLine, textOfLine } from './log-line.ts';
import { type Measurement, measurementsOf } from './measurements.ts';

/** Where the lines and the measurements of a reporter go. */
export interface ReporterOutputs {
  readonly write: (level: LogLevel, text: string) => void;
  /** Absent when nobody collects metrics. */
  readonly measure?: ((measurements: readonly Measurement[]) => void) | undefined;
}

/** Logs what happens, and measures it. */
export function createReporter({ write, measure }: ReporterOutputs): Report {
  return (line) => {
    write(levelOfLine(line), textOfLine(line));
    measure?.(measurementsOf(line));
  };
}
