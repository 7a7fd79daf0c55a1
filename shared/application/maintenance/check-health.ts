import { SecretsKeyError } from '../errors.ts';
import type { Deps, Probe } from '../ports.ts';

/** A dependency that does not answer in this time counts as down. */
const PATIENCE_MS = 5_000;

interface Health {
  readonly healthy: boolean;
  readonly dependencies: readonly Dependency[];
}

interface Dependency {
  readonly name: string;
  readonly state: 'up' | 'down';
  /** Why it is down. */
  readonly reason?: string;
}

/** Whether each thing that the service depends on can be reached now. */
export async function checkHealth(deps: Pick<Deps, 'probes' | 'clock'>): Promise<Health> {
  const dependencies = await Promise.all(deps.probes.map((probe) => stateOf(deps, probe)));
  return { healthy: dependencies.every(({ state }) => state === 'up'), dependencies };
}

async function stateOf({ clock }: Pick<Deps, 'clock'>, { name, check }: Probe): Promise<Dependency> {
  const fault = check().then(() => undefined, reasonOf);
  const tooLate = clock.sleep(PATIENCE_MS).then(() => `no answer within ${PATIENCE_MS / 1000} s`);
  const reason = await Promise.race([fault, tooLate]);
  return reason === undefined ? { name, state: 'up' } : { name, state: 'down', reason };
}

/** The message of a foreign error may name what no anonymous caller should see. */
function reasonOf(fault: unknown): string {
  return fault instanceof SecretsKeyError ? fault.message : 'cannot be reached';
}
