import type { LogLevel } from '../log.ts';
import type { FunctionMetadata, InvocationRequest, InvocationResponse } from '../rpc.ts';

export type FunctionCallback = (...inputs: unknown[]) => unknown;
export type HookCallback = (context: object) => unknown;
type HookData = Record<string, unknown>;
type InvocationState = 'preInvocationHooks' | 'invocation' | 'postInvocationHooks';

/** What the worker gives the programming model about an invocation. */
export interface CoreInvocationContext {
  readonly invocationId: string;
  readonly request: InvocationRequest;
  readonly metadata: FunctionMetadata;
  state?: InvocationState | undefined;
  log(level: LogLevel, category: 'user' | 'system' | 'customMetric', message: string): void;
}

export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<Omit<InvocationResponse, 'result'>>;
}

/** The part of a programming model (the package `@azure/functions`) that the worker calls. */
export interface ProgrammingModel {
  readonly name: string;
  readonly version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  getCapabilities?(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

const hookNames = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'];

/** Everything that the app has registered with this worker. */
export class AppRegistry {
  readonly functions = new Map<string, RegisteredFunction>();
  readonly appHookData: HookData = {};
  readonly appLevelHookData: HookData = {};
  programmingModel: ProgrammingModel | undefined;
  hasFinishedStartup = false;
  readonly #hooks = new Map<string, HookCallback[]>(hookNames.map((name) => [name, []]));

  registerFunction(metadata: Omit<FunctionMetadata, 'rawBindings'>, callback: FunctionCallback): () => void {
    this.#requireStartup('A function can only be registered');
    const functionId = metadata.functionId ?? metadata.name;
    if (this.functions.has(functionId))
      throw new Error(`A function named "${metadata.name}" is already registered; give each function its own name.`);
    const rawBindings = Object.entries(metadata.bindings).map(([name, binding]) =>
      JSON.stringify({ ...binding, name }),
    );
    this.functions.set(functionId, { metadata: { ...metadata, functionId, rawBindings }, callback });
    return () => {
      this.#requireStartup('A function can only be disposed');
      this.functions.delete(functionId);
    };
  }

  registerHook(name: string, callback: HookCallback): () => void {
    const callbacks = this.#hooks.get(name);
    if (!callbacks) throw new RangeError(`Unrecognized hook "${name}"; expected one of ${hookNames.join(', ')}.`);
    callbacks.push(callback);
    return () => {
      const index = callbacks.indexOf(callback);
      if (index >= 0) callbacks.splice(index, 1);
    };
  }

  hooks(name: string): readonly HookCallback[] {
    return this.#hooks.get(name) ?? [];
  }

  /** Runs the hooks of a name one after the other, in the order of registration; the first that throws ends it. */
  async runHooks(name: string, context: object): Promise<void> {
    for (const callback of this.hooks(name)) await callback(context);
  }

  #requireStartup(what: string): void {
    if (this.hasFinishedStartup) throw new Error(`${what} during app startup.`);
  }
}
