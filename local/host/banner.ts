import type { FunctionDefinition } from './function-definition.ts';
import type { HostContext } from './host-context.ts';
import { isHttpFunction } from './http/admin.ts';
import { routeOf } from './http/route-table.ts';

const triggerNames = {
  httptrigger: 'httpTrigger',
  queuetrigger: 'queueTrigger',
  timertrigger: 'timerTrigger',
} as const;

/** Prints the list of functions like Core Tools. */
export function printFunctions({
  functions,
  hostOptions,
  port,
  log,
}: Pick<HostContext, 'functions' | 'hostOptions' | 'port' | 'log'>): void {
  log.plain('\nFunctions:\n');
  for (const definition of functions) {
    const disabled = definition.isDisabled ? ' (disabled)' : '';
    log.plain(
      `\t${definition.name}: ${describe(definition, `http://localhost:${port}`, hostOptions.routePrefix)}${disabled}\n`,
    );
  }
}

function describe(definition: FunctionDefinition, origin: string, routePrefix: string): string {
  if (!isHttpFunction(definition)) return triggerNames[definition.trigger.type];
  return `[${definition.trigger.methods.join(',')}] ${origin}/${routeOf(definition, routePrefix)}`;
}
