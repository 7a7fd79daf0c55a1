import type { Deps, Probe } from '../ports.ts';

/** A dependency that has not answered by then counts as down. */
const PROBE_TIMEOUT_MS = 5_000;

interface DependencyHealth {
  readonly name: string;
  readonly state: 'up' | 'down';
}

interface Health {
  readonly healthy: boolean;
  readonly dependencies: readonly DependencyHealth[];
}

/** Probes every dependency of the service at the same time. */
export async function checkHealth(deps: Pick<Deps, 'probes' | 'clock'>): Promise<Health> {
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
