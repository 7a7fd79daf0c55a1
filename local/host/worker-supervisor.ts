import { setTimeout as delay } from 'node:timers/promises';
import type { HostLog } from './log.ts';
import { messageOf, Refusal } from './refusal.ts';
import type { FunctionMetadata, InvocationRequest, InvocationResponse } from './rpc.ts';
import { type WorkerOptions, WorkerProcess } from './worker-process.ts';

const firstPause = 500;
const longestPause = 30_000;
const healthyAfter = 60_000;

/** The backoff before a restart: none after a single crash, doubling while the worker keeps crashing. */
export function restartPause(earlyCrashes: number): number {
  return earlyCrashes <= 1 ? 0 : Math.min(longestPause, firstPause * 2 ** (earlyCrashes - 2));
}

/** Keeps one worker running: restarts it after a crash or a timeout. */
export class WorkerSupervisor {
  readonly #options: WorkerOptions;
  readonly #log: HostLog;
  #current: Promise<WorkerProcess>;
  #earlyCrashes = 0;
  #stopping = false;

  private constructor(options: WorkerOptions, first: WorkerProcess) {
    this.#options = options;
    this.#log = options.log;
    this.#current = Promise.resolve(first);
    void this.#replaceWhenEnded(first);
  }

  /** Starts the first worker, without retries. @throws Refusal when the app cannot be loaded. */
  static async start(
    options: WorkerOptions,
  ): Promise<{ supervisor: WorkerSupervisor; functions: readonly FunctionMetadata[] }> {
    const first = await startWorker(options).catch((error: unknown) => {
      if (error instanceof Refusal) throw error;
      throw new Refusal(`The app could not be loaded: ${messageOf(error)}.`);
    });
    return { supervisor: new WorkerSupervisor(options, first), functions: first.functions };
  }

  /** Waits until a worker accepts invocations. @throws when a restart fails. */
  async ready(): Promise<void> {
    await this.#current;
  }

  /** Invokes a function in the current worker. */
  async invoke(request: InvocationRequest): Promise<InvocationResponse> {
    const worker = await this.#current;
    return worker.invoke(request);
  }

  /** Kills the worker, as Azure does on a timeout. All its running invocations fail, and a new worker starts. */
  async restart(reason: string): Promise<void> {
    const worker = await this.#current;
    worker.kill(reason);
  }

  /** Ends the worker for good. */
  async stop(graceMilliseconds: number): Promise<void> {
    this.#stopping = true;
    // During the backoff before a restart there is no worker to end.
    const worker = await Promise.race([this.#current.catch(() => undefined), delay(graceMilliseconds)]);
    await worker?.terminate(graceMilliseconds);
  }

  async #replaceWhenEnded(worker: WorkerProcess): Promise<void> {
    const startedAt = performance.now();
    const reason = await worker.ended;
    if (this.#stopping) return;
    this.#earlyCrashes = performance.now() - startedAt < healthyAfter ? this.#earlyCrashes + 1 : 1;
    this.#current = this.#startAgain(reason);
    // Callers that wait for the worker get the error. Without a caller, an unhandled rejection must not end the host.
    this.#current.catch(() => {});
  }

  async #startAgain(reason: string): Promise<WorkerProcess> {
    const pause = restartPause(this.#earlyCrashes);
    this.#log.warning(`Restarting the worker${pause > 0 ? ` in ${pause} ms` : ''}: ${reason}.`);
    await delay(pause, undefined, { ref: false });
    const attempt = startWorker(this.#options);
    void attempt.catch((error: unknown) => this.#tryLater(error));
    const worker = await attempt;
    this.#log.information('The worker has been restarted.');
    void this.#replaceWhenEnded(worker);
    return worker;
  }

  #tryLater(error: unknown): void {
    if (this.#stopping) return;
    this.#earlyCrashes += 1;
    this.#current = this.#startAgain(messageOf(error));
    this.#current.catch(() => {});
  }
}

async function startWorker(options: WorkerOptions): Promise<WorkerProcess> {
  const worker = new WorkerProcess(options);
  try {
    await worker.load(options.appFolder);
    return worker;
  } catch (error) {
    worker.kill('the app could not be loaded');
    throw error;
  }
}
