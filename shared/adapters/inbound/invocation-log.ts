import { AsyncLocalStorage } from 'node:async_hooks';
import type { InvocationContext } from '@azure/functions';
import type { LogLevel } from '../telemetry/log-line.ts';

interface Invocation {
  readonly context: Pick<InvocationContext, 'log' | 'warn' | 'error'>;
  isOver: boolean;
}

const invocations = new AsyncLocalStorage<Invocation>();

/** Runs a handler so that what it logs is logged as its invocation's. */
export function inInvocation<T>(context: Invocation['context'], run: () => Promise<T>): Promise<T> {
  const invocation: Invocation = { context, isOver: false };
  return invocations.run(invocation, run).finally(() => {
    invocation.isOver = true;
  });
}

/**
 * Logs a line. The host warns of a line that an invocation logs after its end, so an attempt that goes on beside the next work
 * logs to the console. The host reads its level from the words of the error output, so everything goes to the other.
 */
export function logLine(level: LogLevel, text: string): void {
  const invocation = invocations.getStore();
  if (!invocation || invocation.isOver) console.log(text);
  else if (level === 'error') invocation.context.error(text);
  else if (level === 'warning') invocation.context.warn(text);
  else invocation.context.log(text);
}
