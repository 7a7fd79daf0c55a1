import type { Deps, Probe } from '../ports.ts';

/** A dependency that has not answered by then counts as down. */
const PROBE_TIMEOUT_MS = 4_000;

/** Anybody may ask, so a result is kept for this long. */
const KEPT_MS = 5_000;

interface DependencyHealth {
  readonly name: string;
  readonly state: 'up' | 'down';
}

interface Health {
  readonly healthy: boolean;
  readonly dependencies: readonly DependencyHealth[];
}

/** Probes every dependency of the service at the same time. */
async function checkHealth(deps: Pick<Deps, 'probes' | 'clock'>): Promise<Health> {
  const dependencies = await Promise.all(deps.probes.map((probe) => checkDependency(deps, probe)));
  return { healthy: dependencies.every(({ state }) => state === 'up'), dependencies };
}

async function checkDependency({ clock }: Pick<Deps, 'clock'>, probe: Probe): Promise<DependencyHealth> {
  const answer = probe.check().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const timeout = clock.sleep(PROBE_TIMEOUT_MS).then(() => 'down' as const);
  return { name: probe.name, state: await Promise.race([answer, timeout]) };
}

/** A health check that runs once at a time: concurrent callers share it, and its result is kept for some seconds. */
export function createHealthCheck(deps: Pick<Deps, 'probes' | 'clock'>): () => Promise<Health> {
  let last: { readonly health: Promise<Health>; endedAt?: number } | undefined;
  const isKept = ({ endedAt }: NonNullable<typeof last>) =>
    endedAt === undefined || Math.abs(deps.clock.now() - endedAt) < KEPT_MS;
  return () => {
    if (last && isKept(last)) return last.health;
    const started: NonNullable<typeof last> = { health: checkHealth(deps) };
    last = started;
    void started.health.then(() => {
      started.endedAt = deps.clock.now();
    });
    return started.health;
  };
}
