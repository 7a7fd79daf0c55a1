import Module from 'node:module';
import type { RpcLog } from '../rpc.ts';
import type { AppRegistry, FunctionCallback, HookCallback, ProgrammingModel } from './app-registry.ts';

/** The worker version that the app sees. */
export const workerVersion = '3.13.0';

/** What a registration returns; the app may dispose it during its start. */
class Disposable {
  readonly #onDispose: () => unknown;

  constructor(onDispose: () => unknown) {
    this.#onDispose = onDispose;
  }

  static from(...disposables: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  dispose(): unknown {
    return this.#onDispose();
  }
}

interface CoreModuleParts {
  readonly registry: AppRegistry;
  readonly hostVersion: string;
  readonly log: (entry: RpcLog) => void;
}

function createCoreModule({ registry, hostVersion, log }: CoreModuleParts) {
  return {
    version: workerVersion,
    hostVersion,
    Disposable,
    registerFunction: (metadata: Parameters<AppRegistry['registerFunction']>[0], callback: FunctionCallback) =>
      new Disposable(registry.registerFunction(metadata, callback)),
    registerHook: (name: string, callback: HookCallback) => new Disposable(registry.registerHook(name, callback)),
    setProgrammingModel: (model: ProgrammingModel) => {
      registry.programmingModel = model;
    },
    getProgrammingModel: () => registry.programmingModel,
    log: (level: RpcLog['level'], logCategory: RpcLog['logCategory'], message: string) =>
      log({ level, logCategory, message }),
  };
}

/**
 * Provides the built-in module `@azure/functions-core` by intercepting `require`, as the real worker does. This works for
 * CommonJS, for ES modules that import the CommonJS package, and for bundles, if they are loaded afterwards.
 */
export function installCoreModule(parts: CoreModuleParts): void {
  const coreModule = createCoreModule(parts);
  const prototype: { require: (id: string) => unknown } = Module.prototype;
  prototype.require = new Proxy(prototype.require, {
    apply: (target, thisArgument, args) =>
      args[0] === '@azure/functions-core' ? coreModule : Reflect.apply(target, thisArgument, args),
  });
}
