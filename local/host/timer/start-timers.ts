import type { FunctionDefinition, TimerTrigger } from '../function-definition.ts';
import type { HostContext } from '../host-context.ts';
import { TimerListener } from './timer-listener.ts';
import { openTimerMonitor, type TimerMonitor } from './timer-monitor.ts';

function isTimerFunction(definition: FunctionDefinition): definition is FunctionDefinition<TimerTrigger> {
  return definition.trigger.type === 'timertrigger';
}

/** Makes a listener for each enabled timer function. The status blobs are opened when the first listener needs them. */
export function createTimers(context: HostContext): ReadonlyMap<string, TimerListener> {
  let opened: Promise<TimerMonitor | undefined> | undefined;
  const monitor = () => {
    opened ??= openTimerMonitor(context);
    return opened;
  };
  const timers = context.functions.filter(isTimerFunction).filter(({ isDisabled }) => !isDisabled);
  const { executor, log } = context;
  return new Map(
    timers.map((definition) => [definition.name, new TimerListener(definition, { executor, monitor, log })]),
  );
}
