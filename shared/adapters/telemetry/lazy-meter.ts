import { setTimeout } from 'node:timers/promises';
import type { Measurement } from './measurements.ts';

/** Takes measurements and sends them somewhere from time to time. */
export interface MetricSink {
  record(measurement: Measurement): void;
  /** Sends what has not been sent yet. */
  flush(): Promise<void>;
}

/** Measures at once, and opens its sink later. */
export interface LazyMeter {
  measure(measurements: readonly Measurement[]): void;
  flush(): Promise<void>;
}

/** Milliseconds. By then the first invocation, which a cold start has delayed already, is over. */
const OPEN_AFTER_MS = 1_000;

/** Measurements that wait for the sink. More are not worth their memory. */
const MAX_WAITING = 10_000;

/** Opens the sink a while after the first measurement, so that neither the start nor the first invocation waits for it. */
export function createLazyMeter(open: () => Promise<MetricSink>, openAfter = OPEN_AFTER_MS): LazyMeter {
  const waiting: Measurement[] = [];
  let sink: MetricSink | undefined;
  let isOpening = false;
  const openLater = async () => {
    isOpening = true;
    await setTimeout(openAfter, undefined, { ref: false });
    const opened = await open();
    for (const measurement of waiting.splice(0)) opened.record(measurement);
    sink = opened;
  };
  return {
    measure(measurements) {
      for (const measurement of measurements) {
        if (sink) sink.record(measurement);
        else if (waiting.length < MAX_WAITING) waiting.push(measurement);
      }
      // Without a sink nothing is exported, and everything else goes on.
      if (!isOpening) openLater().catch((fault) => console.error('The metrics cannot be exported:', fault));
    },
    flush: async () => sink?.flush(),
  };
}
