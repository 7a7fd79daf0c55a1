import { type Phrase, phrase } from '../../contract/phrase.ts';
import { inEnglish } from '../../domain/render-text.ts';
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

/** The health of the service. */
export interface Health {
  readonly healthy: boolean;
  readonly dependencies: readonly DependencyHealth[];
}

/** Probes every dependency of the service at the same time. One that is optional may be down in a healthy app. */
async function checkHealth(deps: Pick<Deps, 'probes' | 'clock'>): Promise<Health> {
  const dependencies = await Promise.all(deps.probes.map((probe) => checkDependency(deps, probe)));
  const isFine = ({ state }: DependencyHealth, index: number) => state === 'up' || deps.probes[index]?.isOptional;
  return { healthy: dependencies.every(isFine), dependencies };
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

/** The same for a caller that has just read the table: it has shown that the table works, and nothing is read again. */
export function createReadersHealthCheck(deps: Pick<Deps, 'probes' | 'clock'>): () => Promise<Health> {
  const probes = deps.probes.map((probe) => (probe.readsTable ? { ...probe, check: async () => {} } : probe));
  return createHealthCheck({ ...deps, probes });
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

/**
 * A health check whose runs report each dependency that is down, and once each that is up again. What is down is known to this
 * check alone: if the timer moves to another process meanwhile, nothing tells that it is up again, and the lines only stop.
 */
export function createHealthReport(deps: Pick<Deps, 'probes' | 'clock' | 'report'>): () => Promise<void> {
  const down = new Set<string>();
  return async () => {
    const { dependencies } = await checkHealth(deps);
    for (const { name, state, reason } of dependencies) {
      const wasDown = down.delete(name);
      if (state === 'down') down.add(name);
      else if (!wasDown) continue;
      deps.report({ name: 'HealthChange', dependency: name, state, reason: reason && inEnglish(reason) });
    }
  };
}
