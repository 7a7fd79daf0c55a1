import type { LogLevel } from '../log.ts';
import type { FunctionMetadata, InvocationRequest, InvocationResponse } from '../rpc.ts';

/** The handler of a function. */
export type FunctionCallback = (...inputs: unknown[]) => unknown;
/** A hook of the app. */
export type HookCallback = (context: object) => unknown;
type HookData = Record<string, unknown>;
type InvocationState = 'preInvocationHooks' | 'invocation' | 'postInvocationHooks';

/** What the worker passes to the programming model for an invocation. */
export interface CoreInvocationContext {
  readonly invocationId: string;
  readonly request: InvocationRequest;
  readonly metadata: FunctionMetadata;
  state?: InvocationState | undefined;
  log(level: LogLevel, category: 'user' | 'system' | 'customMetric', message: string): void;
}

/** The programming model's steps of one invocation. */
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

/** A function with its handler. */
export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

const hookNames = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'];

/** All functions and hooks that the app has registered. */
export class AppRegistry {
  readonly functions = new Map<string, RegisteredFunction>();
  readonly appHookData: HookData = {};
  readonly appLevelHookData: HookData = {};
  programmingModel: ProgrammingModel | undefined;
  hasFinishedStartup = false;
  readonly #hooks = new Map<string, HookCallback[]>(hookNames.map((name) => [name, []]));

  /** Registers a function and returns how to undo it. @throws after the start of the app. */
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

  /** Registers a hook and returns how to undo it. @throws for an unknown hook. */
  registerHook(name: string, callback: HookCallback): () => void {
    const callbacks = this.#hooks.get(name);
    if (!callbacks) throw new RangeError(`Unrecognized hook "${name}"; expected one of ${hookNames.join(', ')}.`);
    callbacks.push(callback);
    return () => {
      const index = callbacks.indexOf(callback);
      if (index >= 0) callbacks.splice(index, 1);
    };
  }

  /** The hooks of a name in the order of registration. */
  hooks(name: string): readonly HookCallback[] {
    return this.#hooks.get(name) ?? [];
  }

  /** Runs the hooks of a name one after another. An error in a hook skips the remaining ones. */
  async runHooks(name: string, context: object): Promise<void> {
    for (const callback of this.hooks(name)) await callback(context);
  }

  #requireStartup(what: string): void {
    if (this.hasFinishedStartup) throw new Error(`${what} during app startup.`);
  }
}
