import type { InvocationRequest, InvocationResponse, RpcException, RpcLog } from '../rpc.ts';
import type {
  AppRegistry,
  CoreInvocationContext,
  FunctionCallback,
  InvocationModel,
  RegisteredFunction,
} from './app-registry.ts';
import { readOnly } from './hook-context.ts';

/** What an invocation needs of the worker. */
export interface WorkerParts {
  readonly registry: AppRegistry;
  readonly log: (entry: RpcLog, invocationContext?: unknown) => void;
}

/** Runs one invocation with its hooks, in the order of the real worker. Never rejects: an error becomes a failure response. */
export async function runInvocation(parts: WorkerParts, request: InvocationRequest): Promise<InvocationResponse> {
  try {
    const registered = parts.registry.functions.get(request.functionId);
    if (!registered) throw new Error(`Function code for '${request.functionId}' is not loaded and cannot be invoked.`);
    return { ...(await invoke(parts, registered, request)), result: { status: 'success' } };
  } catch (error) {
    const { invocationId } = request;
    return { invocationId, result: { status: 'failure', exception: toRpcException(error) } };
  }
}

async function invoke(parts: WorkerParts, registered: RegisteredFunction, request: InvocationRequest) {
  const { registry } = parts;
  const core = createCoreContext(parts, registered, request);
  const model = getModel(registry, core.context);
  const { context, inputs } = await model.getArguments();
  core.bind(context);
  const fixed = { hookData: {}, appHookData: registry.appHookData, invocationContext: context };
  const before = readOnly(fixed, { inputs, functionCallback: registered.callback });
  await core.during('preInvocationHooks', () => registry.runHooks('preInvocation', before));
  const call = () => attempt(model, context, before);
  const after = readOnly(fixed, { inputs: before.inputs, ...(await core.during('invocation', call)) });
  await core.during('postInvocationHooks', () => registry.runHooks('postInvocation', after));
  // A postInvocation hook may clear the error or replace the result, so both are read afterwards.
  if (after.error !== null && after.error !== undefined) throw after.error;
  return model.getResponse(context, after.result);
}

function getModel(registry: AppRegistry, context: CoreInvocationContext): InvocationModel {
  if (!registry.programmingModel)
    throw new Error('No programming model is set; the app should register with @azure/functions version 4.');
  return registry.programmingModel.getInvocationModel(context);
}

interface Call {
  readonly inputs: unknown[];
  readonly functionCallback: FunctionCallback;
}

async function attempt(
  model: InvocationModel,
  context: unknown,
  call: Call,
): Promise<{ result: unknown; error: unknown }> {
  try {
    return { result: await model.invokeFunction(context, call.inputs, call.functionCallback), error: null };
  } catch (error) {
    return { result: null, error: error ?? new Error(`The function threw ${String(error)}.`) };
  }
}

function createCoreContext(parts: WorkerParts, { metadata }: RegisteredFunction, request: InvocationRequest) {
  const { invocationId } = request;
  let invocationContext: unknown;
  const context: CoreInvocationContext = {
    invocationId,
    request,
    metadata,
    log: (level, logCategory, message) =>
      parts.log(
        { level, logCategory, message, invocationId, category: `${metadata.name}.Invocation` },
        invocationContext,
      ),
  };
  return {
    context,
    bind: (value: unknown) => {
      invocationContext = value;
    },
    during: async <T>(state: NonNullable<CoreInvocationContext['state']>, work: () => Promise<T>): Promise<T> => {
      context.state = state;
      try {
        return await work();
      } finally {
        context.state = undefined;
      }
    },
  };
}

/** Converts anything thrown in the app to the form that the host receives. */
export function toRpcException(thrown: unknown): RpcException {
  const error =
    thrown instanceof Error ? thrown : new Error(typeof thrown === 'string' ? thrown : JSON.stringify(thrown));
  return { message: error.message, stackTrace: error.stack ?? error.message };
}
