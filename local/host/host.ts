import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { printFunctions } from './banner.ts';
import { findEntryPoint } from './config/app-package.ts';
import { loadHostJson } from './config/host-json.ts';
import { loadSettings } from './config/settings.ts';
import { defineFunction, type FunctionDefinition } from './function-definition.ts';
import { FunctionExecutor } from './function-executor.ts';
import type { HostContext, StartOptions } from './host-context.ts';
import { HttpServer } from './http/http-server.ts';
import { createHttpHandler } from './http/start-http.ts';
import { HostLog } from './log.ts';
import { writeOutputs } from './output-bindings.ts';
import { QueueStorage } from './queue/queue-storage.ts';
import { connectQueues, createQueueListeners } from './queue/start-queues.ts';
import { Refusal } from './refusal.ts';
import { stopHost } from './stop-host.ts';
import { createTimers } from './timer/start-timers.ts';
import { WorkerSupervisor } from './worker-supervisor.ts';

/** A running host. */
export interface Host {
  readonly port: number;
  /** The functions that run now, each named once for each invocation. */
  running(): string[];
  stop(): Promise<void>;
}

/** Starts a host for the app in a folder. @throws Refusal with a reason that the user can act on. */
export async function startHost(options: StartOptions): Promise<Host> {
  const settings = loadSettings(options.appFolder, options.environment);
  const hostOptions = loadHostJson(options.appFolder, settings);
  findEntryPoint(options.appFolder);
  const server = await HttpServer.listen(options.port);
  const context = await loadFunctions({ options, settings, hostOptions, port: server.port });
  await connectQueues(context);
  const timers = createTimers(context);
  const queues = createQueueListeners(context);
  server.serve(createHttpHandler(context, timers));
  printFunctions(context);
  for (const timer of timers.values()) void timer.start();
  for (const queue of queues) queue.start();
  context.log.plain(`Host started on http://localhost:${server.port}`);
  const stop = () => stopHost(context, { server, queues, timers: [...timers.values()] });
  return { port: server.port, running: () => context.executor.running(), stop };
}

type Configuration = Pick<HostContext, 'options' | 'settings' | 'hostOptions' | 'port'>;

async function loadFunctions(configuration: Configuration): Promise<HostContext> {
  const { options, settings, hostOptions } = configuration;
  const { appFolder, workerFile } = options;
  const log = new HostLog({ levels: hostOptions.logLevels, format: options.logFormat, print: options.print });
  const environment = workerEnvironment(configuration);
  const { supervisor, functions: registered } = await WorkerSupervisor.start({
    workerFile,
    appFolder,
    environment,
    log,
  });
  const functions = registered.map((metadata) => defineFunction(metadata, settings));
  requireFunctions(functions, appFolder);
  const storage = new QueueStorage(settings, log);
  const executor = new FunctionExecutor({
    worker: supervisor,
    writeOutputs: (definition, response) =>
      writeOutputs(storage, hostOptions.queues.messageEncoding, { definition, response }),
    functionTimeout: hostOptions.functionTimeout,
    log,
  });
  return { ...configuration, hostId: hostIdOf(configuration), log, storage, functions, executor, supervisor };
}

// The app gets the actual port, since it may need its own URL and port 0 stands for any free port. In Azure CONTAINER_NAME is the
// platform's; on a developer's machine other tools set it, and the app would take the machine for Azure.
function workerEnvironment({ settings, port }: Configuration): Record<string, string> {
  const defaults = { FUNCTIONS_WORKER_RUNTIME: 'node', AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
  const { CONTAINER_NAME: _platform, ...values } = settings.values;
  return { ...defaults, ...values, PORT: String(port) };
}

// Azure starts without functions and logs it; on a developer's machine it is always a mistake.
function requireFunctions(functions: readonly FunctionDefinition[], appFolder: string): void {
  if (functions.length > 0) return;
  throw new Refusal(
    `The app in ${appFolder} registered no function; each needs a call such as app.http(...) while its entry files load.`,
  );
}

function hostIdOf({ settings, options }: Configuration): string {
  const digest = createHash('sha256').update(`${hostname()} ${options.appFolder}`).digest('hex');
  return settings.get('AzureFunctionsWebHost__hostid') ?? digest.slice(0, 32);
}
