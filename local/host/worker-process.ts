import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CONSOLE, type HostLog } from './log.ts';
import { Refusal } from './refusal.ts';
import type {
  FunctionMetadata,
  InvocationRequest,
  InvocationResponse,
  MessageToHost,
  MessageToWorker,
  RpcLog,
  StatusResult,
} from './rpc.ts';

/** The host version that the app sees. */
export const hostVersion = '4.1040.0';

/** How to start a worker. */
export interface WorkerOptions {
  readonly workerFile: string;
  readonly appFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: HostLog;
}

interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** The host's side of a worker process: sends requests, receives responses, and reports the end of the process. */
export class WorkerProcess {
  /** Resolves with the reason when the process has ended. */
  readonly ended: Promise<string>;
  functions: readonly FunctionMetadata[] = [];
  readonly #child: ChildProcess;
  readonly #log: HostLog;
  readonly #invocations = new Map<string, Waiting<InvocationResponse>>();
  #waiting: Waiting<MessageToHost> | undefined;
  #killReason: string | undefined;
  #endReason: string | undefined;

  constructor({ workerFile, appFolder, environment, log }: WorkerOptions) {
    this.#log = log;
    this.#child = fork(workerFile, {
      cwd: appFolder,
      env: environment,
      // Azure passes options such as --inspect to the worker by this setting.
      execArgv: environment.languageWorkers__node__arguments?.split(' ').filter(Boolean) ?? [],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(this.#finish(error.message)));
      this.#child.once('exit', (code, signal) =>
        resolve(this.#finish(`worker process exited with ${signal ?? `code ${code}`}`)),
      );
    });
    this.#child.on('message', (message) => this.#receive(message as MessageToHost));
    this.#forwardOutput();
  }

  /** Loads the app in the worker. @throws Refusal with the app's own error. */
  async load(appFolder: string): Promise<void> {
    const init = (await this.#ask({ workerInitRequest: { hostVersion, functionAppDirectory: appFolder } }))
      .workerInitResponse;
    if (init) this.#requireSuccess(init.result);
    if (init?.capabilities.HttpUri) {
      throw new Refusal(
        'app.setup({ enableHttpStream: true }) is not supported by this host; leave it off, as is the default.',
      );
    }
    const answer = await this.#ask({ functionsMetadataRequest: { functionAppDirectory: appFolder } });
    this.functions = answer.functionMetadataResponse?.functionMetadataResults ?? [];
  }

  /** Invokes a function. @throws when the worker ends before it answers. */
  invoke(request: InvocationRequest): Promise<InvocationResponse> {
    return new Promise((resolve, reject) => {
      if (this.#endReason !== undefined) return reject(new Error(this.#endReason));
      this.#invocations.set(request.invocationId, { resolve, reject });
      this.#send({ invocationRequest: request });
    });
  }

  /** Ends the process after the app's appTerminate hooks, or at the end of the grace period. */
  async terminate(graceMilliseconds: number): Promise<void> {
    const timer = setTimeout(() => this.kill('worker process did not end in time'), graceMilliseconds);
    this.#send({ workerTerminate: { gracePeriod: { seconds: graceMilliseconds / 1000 } } });
    await this.ended;
    clearTimeout(timer);
  }

  /** Kills the process; running invocations fail with the reason. */
  kill(reason: string): void {
    this.#killReason ??= reason;
    this.#child.kill('SIGKILL');
  }

  #ask(message: MessageToWorker): Promise<MessageToHost> {
    return new Promise((resolve, reject) => {
      if (this.#endReason !== undefined) return reject(new Error(this.#endReason));
      this.#waiting = { resolve, reject };
      this.#send(message);
    });
  }

  #send(message: MessageToWorker): void {
    // Errors of a closing channel can be ignored, since the end of the process rejects all pending requests.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #receive(message: MessageToHost): void {
    if (message.rpcLog) {
      this.#log.at(message.rpcLog.level, message.rpcLog.message, categoryOf(message.rpcLog));
    } else if (message.invocationResponse) {
      const { invocationId } = message.invocationResponse;
      this.#invocations.get(invocationId)?.resolve(message.invocationResponse);
      this.#invocations.delete(invocationId);
    } else {
      this.#waiting?.resolve(message);
      this.#waiting = undefined;
    }
  }

  #requireSuccess({ status, exception }: StatusResult): void {
    if (status === 'success') return;
    const stackTrace = exception?.stackTrace ?? 'The worker gave no reason.';
    // A stack of one line says no more than the message, which is printed as the reason.
    if (!exception || stackTrace.includes('\n')) this.#log.error(stackTrace);
    throw new Refusal(exception?.message ?? 'The worker was unable to load the app.');
  }

  #finish(exitReason: string): string {
    const reason = this.#killReason ?? exitReason;
    this.#endReason = reason;
    const error = new Error(reason);
    this.#waiting?.reject(error);
    for (const { reject } of this.#invocations.values()) reject(error);
    this.#invocations.clear();
    return reason;
  }

  #forwardOutput(): void {
    const { stdout, stderr } = this.#child;
    if (stdout) createInterface({ input: stdout }).on('line', (line) => this.#log.information(line, CONSOLE));
    if (stderr) createInterface({ input: stderr }).on('line', (line) => this.#log.error(line, CONSOLE));
  }
}

/** An invocation's lines have the category of its function: those of the app with `User` at the end. */
function categoryOf({ category, logCategory }: RpcLog): string {
  const name = category?.replace(/\.Invocation$/, '');
  if (name === undefined) return 'Worker';
  return logCategory === 'user' ? `Function.${name}.User` : `Function.${name}`;
}
