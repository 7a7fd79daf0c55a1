import { sweep } from '../../../shared/application/maintenance/sweep.ts';
import { enterEnvironments } from '../../support/many-environments.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { count, type Figure, repeat, repeated } from '../figure.ts';
import { memoryDeps } from '../support/memory-deps.ts';

const ENVIRONMENTS = 2_000;
const MANY = 100_000;

/** Sweeps of environments with nothing due. */
export const sweeps: Figure = {
  id: 'sweep',
  title: 'A sweep with nothing due',
  async measure() {
    const store = new MemoryStore();
    await enterEnvironments(store, ENVIRONMENTS);
    const seconds = await repeat(() => timeOf(() => sweep(memoryDeps(store))));
    return [
      repeated(`${ENVIRONMENTS.toLocaleString('en')} environments`, seconds, { unit: 's', target: { most: 1 } }),
      count(`sweeps until ${MANY.toLocaleString('en')} environments are visited`, await sweepsOfMany(), 2),
    ];
  },
};

async function sweepsOfMany(): Promise<number> {
  const store = new MemoryStore();
  await enterEnvironments(store, MANY);
  const position = {};
  let visited = 0;
  for (let sweeps = 1; ; sweeps++) {
    visited += (await sweep(memoryDeps(store), position)).environments;
    if (visited >= MANY) return sweeps;
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}
