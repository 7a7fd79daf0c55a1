import type { FunctionDefinition } from '../function-definition.ts';
import type { HostContext } from '../host-context.ts';
import { bindingData } from '../queue/binding-data.ts';
import { Refusal } from '../refusal.ts';
import type { TimerListener } from '../timer/timer-listener.ts';
import { isHttpFunction } from './admin.ts';
import { createRequestHandler } from './function-requests.ts';
import type { RequestHandler } from './http-server.ts';
import { type Keys, loadKeys } from './keys.ts';
import { ownNames } from './own-names.ts';
import { RouteTable } from './route-table.ts';

const defaultBodyLimit = 104_857_600;
const bodyLimitSetting = 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT';
/** Further names with their ports, such as that of a tunnel, separated by commas. */
const namesSetting = 'HOST_NAMES';
const responseLimit = 230_000;

/** Makes the request handler of the host. */
export function createHttpHandler(context: HostContext, timers: ReadonlyMap<string, TimerListener>): RequestHandler {
  const { functions, hostOptions, hostId, settings, executor, port, options } = context;
  const { appFolder } = options;
  const { routePrefix } = hostOptions;
  const run = (definition: FunctionDefinition, input: string) => runManually(context, definition, { input, timers });
  return createRequestHandler({
    routes: new RouteTable(functions.filter(isHttpFunction), routePrefix),
    admin: { hostId, appFolder, routePrefix, functions, run },
    executor,
    keys: openKeys(context),
    bodyLimit: parseBodyLimit(settings.get(bodyLimitSetting)),
    responseLimit,
    hasHomepage: !settings.isTrue('AzureWebJobsDisableHomepage'),
    origin: `http://localhost:${port}`,
    names: ownNames(port, (settings.get(namesSetting) ?? '').split(',').filter(Boolean)),
  });
}

function openKeys({ options, functions, log }: HostContext): Keys | undefined {
  if (!options.isAuthEnabled) return undefined;
  const names = functions.filter(isHttpFunction).map(({ name }) => name);
  const { keys, file } = loadKeys(options.appFolder, names);
  log.plain(`Keys are required; they are in ${file}`);
  return keys;
}

interface ManualRun {
  readonly input: string;
  readonly timers: ReadonlyMap<string, TimerListener>;
}

function runManually({ executor }: HostContext, definition: FunctionDefinition, { input, timers }: ManualRun): void {
  const timer = timers.get(definition.name);
  if (timer) {
    void timer.runOnce(false);
    return;
  }
  const reason = 'This function was programmatically called via the host APIs.';
  void executor.execute(definition, {
    reason,
    input: { string: input },
    triggerMetadata: bindingData(input).triggerMetadata,
  });
}

function parseBodyLimit(text: string | undefined): number {
  if (text === undefined) return defaultBodyLimit;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new Refusal(`${bodyLimitSetting} is '${text}'; it should be a number of bytes such as ${defaultBodyLimit}.`);
}
