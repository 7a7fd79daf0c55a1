import type { HostOptions } from './config/host-json.ts';
import type { Environment, Settings } from './config/settings.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { FunctionExecutor } from './function-executor.ts';
import type { HostLog, LogFormat } from './log.ts';
import type { QueueStorage } from './queue/queue-storage.ts';
import type { WorkerSupervisor } from './worker-supervisor.ts';

/** How to start a host. */
export interface StartOptions {
  readonly appFolder: string;
  readonly port: number;
  readonly isAuthEnabled: boolean;
  readonly logFormat: LogFormat;
  readonly workerFile: string;
  readonly environment: Environment;
  readonly print: (line: string) => void;
}

/** What the parts of a running host share. */
export interface HostContext {
  readonly options: StartOptions;
  readonly settings: Settings;
  readonly hostOptions: HostOptions;
  readonly hostId: string;
  readonly log: HostLog;
  readonly port: number;
  readonly storage: QueueStorage;
  readonly functions: readonly FunctionDefinition[];
  readonly executor: FunctionExecutor;
  readonly supervisor: WorkerSupervisor;
}
