import type {
  FunctionMetadataResponse,
  MessageToHost,
  MessageToWorker,
  RpcLog,
  WorkerInitRequest,
  WorkerInitResponse,
} from './rpc.ts';
import { AppRegistry } from './worker/app-registry.ts';
import { installCoreModule, workerVersion } from './worker/core-module.ts';
import { readOnly } from './worker/hook-context.ts';
import { loadApp } from './worker/load-app.ts';
import { runInvocation, toRpcException } from './worker/run-invocation.ts';

/*
 * The worker is the child process that loads the app and runs its functions. As in Azure, a crash or a timeout ends it, and the
 * host starts another one.
 */

// The capabilities that the real worker announces. They determine the shape of the data that the host sends.
const ownCapabilities = {
  RawHttpBodyBytes: 'true',
  RpcHttpTriggerMetadataRemoved: 'true',
  RpcHttpBodyOnly: 'true',
  IgnoreEmptyValuedRpcHttpHeaders: 'true',
  UseNullableValueDictionaryForHttp: 'true',
  WorkerStatus: 'true',
  TypedDataCollection: 'true',
  HandlesWorkerTerminateMessage: 'true',
};

const registry = new AppRegistry();

function send(message: MessageToHost): void {
  if (process.connected) process.send?.(message);
}

function log(entry: RpcLog, invocationContext?: unknown): void {
  const { level, message, logCategory: category } = entry;
  const { appHookData } = registry;
  const context = readOnly({ hookData: {}, appHookData, category, invocationContext }, { level, message });
  for (const callback of registry.hooks('log')) callback(context);
  send({ rpcLog: { ...entry, level: context.level, message: context.message } });
}

async function initialize({ hostVersion, functionAppDirectory }: WorkerInitRequest): Promise<WorkerInitResponse> {
  try {
    installCoreModule({ registry, hostVersion, log });
    await loadApp(functionAppDirectory, registry);
    const capabilities =
      (await registry.programmingModel?.getCapabilities?.({ ...ownCapabilities })) ?? ownCapabilities;
    return { workerVersion, capabilities, result: { status: 'success' } };
  } catch (error) {
    return { workerVersion, capabilities: {}, result: { status: 'failure', exception: toRpcException(error) } };
  }
}

function listFunctions(): FunctionMetadataResponse {
  registry.hasFinishedStartup = true;
  const functionMetadataResults = [...registry.functions.values()].map(({ metadata }) => metadata);
  return { functionMetadataResults, result: { status: 'success' } };
}

async function terminate(): Promise<void> {
  const { appHookData, appLevelHookData: hookData } = registry;
  try {
    await registry.runHooks('appTerminate', readOnly({ hookData, appHookData }));
  } finally {
    process.exit(0);
  }
}

async function handle(message: MessageToWorker): Promise<void> {
  if (message.invocationRequest)
    send({ invocationResponse: await runInvocation({ registry, log }, message.invocationRequest) });
  else if (message.workerInitRequest) send({ workerInitResponse: await initialize(message.workerInitRequest) });
  else if (message.functionsMetadataRequest) send({ functionMetadataResponse: listFunctions() });
  else if (message.workerTerminate) await terminate();
}

process.on('message', (message) => void handle(message as MessageToWorker));
// The host has ended or was killed. Nothing waits for results any more, so the app must stop working.
process.on('disconnect', () => process.exit(1));
// Ctrl-C and the end of the terminal reach the whole process group, but the host ends the worker after its running invocations.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
