import type { Figure } from './figure.ts';
import { batch } from './figures/batch.ts';
import { coldStart } from './figures/cold-start.ts';
import { latency } from './figures/latency.ts';
import { memoryThroughput } from './figures/memory-throughput.ts';
import { overview } from './figures/overview.ts';
import { requests } from './figures/requests.ts';
import { rowsRead } from './figures/rows-read.ts';
import { sweeps } from './figures/sweep.ts';
import { throughput } from './figures/throughput.ts';

/** All figures, in the order in which they are measured. */
export const figures: readonly Figure[] = [
  requests,
  rowsRead,
  overview,
  sweeps,
  coldStart,
  memoryThroughput,
  latency,
  throughput,
  batch,
];
