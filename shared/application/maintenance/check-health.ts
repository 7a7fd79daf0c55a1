import { type Phrase, phrase } from '../../contract/phrase.ts';
import { SecretsKeyError } from '../errors.ts';
import type { Deps, Probe } from '../ports.ts';

/** A dependency that has not answered by then counts as down. */
const PROBE_TIMEOUT_MS = 4_000;

const NO_ANSWER = phrase('health.no-answer', { seconds: PROBE_TIMEOUT_MS / 1000 });

/** Anybody may ask, so a result is kept for this long. */
const KEPT_MS = 5_000;

interface DependencyHealth {
  readonly name: string;
  readonly state: 'up' | 'down';
  /** Why it is down. */
  readonly reason?: Phrase;
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

async function checkDependency({ clock }: Pick<Deps, 'clock'>, { name, check }: Probe): Promise<DependencyHealth> {
  const fault = check().then(() => undefined, reasonOf);
  const timeout = clock.sleep(PROBE_TIMEOUT_MS).then(() => NO_ANSWER);
  const reason = await Promise.race([fault, timeout]);
  return reason === undefined ? { name, state: 'up' } : { name, state: 'down', reason };
}

/** The message of a foreign error may name what no anonymous caller should see. */
function reasonOf(fault: unknown): Phrase {
  return phrase(fault instanceof SecretsKeyError ? 'error.wrong-secrets-key' : 'health.unreachable');
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
