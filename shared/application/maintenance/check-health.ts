import type { Deps, Probe } from '../ports.ts';

/** A dependency that does not answer in this time counts as down. */
const PATIENCE_MS = 5_000;

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
