import type { Deps, Probe } from '../ports.ts';

/** A dependency that does not answer in this time counts as down. */
const PATIENCE_MS = 4_000;

/** Anybody may ask, so a result is kept for this long. */
const KEPT_MS = 5_000;

interface Health {
  readonly healthy: boolean;
  readonly dependencies: readonly { readonly name: string; readonly state: 'up' | 'down' }[];
}

/** Whether each thing that the service depends on can be reached now. */
export async function checkHealth(deps: Pick<Deps, 'probes' | 'clock'>): Promise<Health> {
  const dependencies = await Promise.all(deps.probes.map((probe) => stateOf(deps, probe)));
  return { healthy: dependencies.every(({ state }) => state === 'up'), dependencies };
}

async function stateOf({ clock }: Pick<Deps, 'clock'>, probe: Probe) {
  const up = probe.check().then(
    () => true,
    () => false,
  );
  const tooLate = clock.sleep(PATIENCE_MS).then(() => false);
  return { name: probe.name, state: (await Promise.race([up, tooLate])) ? ('up' as const) : ('down' as const) };
}

/** The same, with one check at a time: concurrent callers share it, and its result is kept for some seconds. */
export function createHealthCheck(deps: Pick<Deps, 'probes' | 'clock'>): () => Promise<Health> {
  let last: { readonly health: Promise<Health>; endedAt?: number } | undefined;
  const isFresh = (at: number | undefined) => at === undefined || Math.abs(deps.clock.now() - at) < KEPT_MS;
  return () => {
    if (last && isFresh(last.endedAt)) return last.health;
    const started: typeof last = { health: checkHealth(deps) };
    last = started;
    const end = () => {
      started.endedAt = deps.clock.now();
    };
    started.health.then(end, end);
    return started.health;
  };
}
