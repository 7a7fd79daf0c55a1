import { randomBytes, randomUUID } from 'node:crypto';
import { formatTimeSpan } from './config/time-span.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { HostLog } from './log.ts';
import { messageOf } from './refusal.ts';
import type { InvocationRequest, InvocationResponse, TypedData } from './rpc.ts';

// A longer delay overflows Node's timers, which then fire immediately.
const longestTimer = 2 ** 31 - 1;

/** Why a function is invoked, and with which data. */
export interface Call {
  readonly reason: string;
  readonly detail?: string;
  readonly input: TypedData;
  readonly triggerMetadata?: Readonly<Record<string, TypedData>>;
  readonly traceParent?: string | undefined;
  readonly traceState?: string | undefined;
}

/** The result of an invocation. */
export type Outcome =
  | { readonly succeeded: true; readonly response: InvocationResponse }
  | { readonly succeeded: false; readonly error: Error };

/** What the executor needs. */
export interface ExecutorParts {
  readonly worker: {
    invoke(request: InvocationRequest): Promise<InvocationResponse>;
    restart(reason: string): Promise<void>;
  };
  readonly writeOutputs: (definition: FunctionDefinition, response: InvocationResponse) => Promise<void>;
  readonly functionTimeout: number;
  readonly log: HostLog;
}

/** Invokes functions in the worker: writes log lines and outputs, enforces functionTimeout, and tracks running invocations. */
export class FunctionExecutor {
  readonly #parts: ExecutorParts;
  readonly #running = new Map<Promise<Outcome>, string>();

  constructor(parts: ExecutorParts) {
    this.#parts = parts;
  }

  /** Invokes a function. Never rejects: a failure is logged and returned as an outcome. */
  execute(definition: FunctionDefinition, call: Call): Promise<Outcome> {
    const run = this.#execute(definition, call);
    this.#running.set(run, definition.name);
    void run.finally(() => this.#running.delete(run));
    return run;
  }

  /** Resolves when no invocation is running. */
  async drained(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.keys());
  }

  /** The names of the functions that run now, one for each invocation. */
  running(): string[] {
    return [...this.#running.values()];
  }

  async #execute(definition: FunctionDefinition, call: Call): Promise<Outcome> {
    const { log } = this.#parts;
    const id = randomUUID();
    const title = `'Functions.${definition.name}'`;
    const category = `Function.${definition.name}`;
    const startedAt = performance.now();
    const summary = () => `Id=${id}, Duration=${Math.round(performance.now() - startedAt)}ms)`;
    log.information(`Executing ${title} (Reason='${call.reason}', Id=${id})`, category);
    if (call.detail) log.information(call.detail, category);
    try {
      const response = await this.#invoke(definition, requestFor(id, definition, call));
      log.information(`Executed ${title} (Succeeded, ${summary()}`, category);
      return { succeeded: true, response };
    } catch (error) {
      log.error(`Executed ${title} (Failed, ${summary()}\n${describe(error)}`, category);
      return { succeeded: false, error: error instanceof Error ? error : new Error(messageOf(error)) };
    }
  }

  async #invoke(definition: FunctionDefinition, request: InvocationRequest): Promise<InvocationResponse> {
    const { worker, functionTimeout, writeOutputs } = this.#parts;
    const timer = Number.isFinite(functionTimeout)
      ? setTimeout(() => this.#timeOut(definition), Math.min(functionTimeout, longestTimer))
      : undefined;
    try {
      const response = await worker.invoke(request);
      if (response.result.status === 'failure') throw new FunctionFailure(response);
      await writeOutputs(definition, response);
      return response;
    } finally {
      clearTimeout(timer);
    }
  }

  #timeOut(definition: FunctionDefinition): void {
    const limit = formatTimeSpan(this.#parts.functionTimeout);
    const reason = `Timeout value of ${limit} was exceeded by function: Functions.${definition.name}`;
    // A handler cannot be interrupted, so the whole worker is restarted, as in Azure.
    void this.#parts.worker.restart(reason).catch(() => {});
  }
}

/** An error thrown by the app, as reported by the worker. */
class FunctionFailure extends Error {
  override readonly name = 'FunctionFailure';

  constructor({ result: { exception } }: InvocationResponse) {
    super(exception?.message ?? 'The worker reported a failure without a reason.');
    if (exception) this.stack = exception.stackTrace;
  }
}

function requestFor(invocationId: string, definition: FunctionDefinition, call: Call): InvocationRequest {
  const traceParent = call.traceParent ?? `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
  return {
    invocationId,
    functionId: definition.id,
    inputData: [{ name: definition.trigger.name, data: call.input }],
    triggerMetadata: call.triggerMetadata ?? {},
    traceContext: { traceParent, traceState: call.traceState ?? '', attributes: {} },
  };
}

function describe(error: unknown): string {
  return error instanceof FunctionFailure ? (error.stack ?? error.message) : messageOf(error);
}
