import type { LogLevel } from './log.ts';

/*
 * The messages between host and worker. They have the shapes of the real RPC (the protobuf AzureFunctionsRpcMessages), with
 * enumerations as words, and are sent over Node's IPC instead of gRPC.
 */

/** A value in one of several forms. */
export interface TypedData {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly int?: number;
  readonly double?: number;
  readonly http?: HttpData;
}

type NullableMap = Readonly<Record<string, { readonly value: string }>>;

/** An HTTP request or response. */
export interface HttpData {
  readonly method?: string;
  readonly url?: string;
  readonly nullableHeaders?: NullableMap;
  readonly nullableParams?: NullableMap;
  readonly nullableQuery?: NullableMap;
  readonly statusCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly HttpCookie[];
  readonly body?: TypedData | null;
}

/** A cookie that a response sets. */
export interface HttpCookie {
  readonly name: string;
  readonly value: string;
  readonly domain?: { readonly value: string };
  readonly path?: { readonly value: string };
  readonly expires?: { readonly value: { readonly seconds: number } };
  readonly secure?: { readonly value: boolean };
  readonly httpOnly?: { readonly value: boolean };
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
  readonly maxAge?: { readonly value: number };
}

/** The value of a binding. */
export interface ParameterBinding {
  readonly name: string;
  readonly data: TypedData;
}

/** An error of the app. */
export interface RpcException {
  readonly message: string;
  readonly stackTrace: string;
  readonly source?: string;
}

/** Whether a request succeeded. */
export interface StatusResult {
  readonly status: 'success' | 'failure';
  readonly exception?: RpcException;
}

/** A function as the app registers it. */
export interface FunctionMetadata {
  readonly name: string;
  readonly functionId: string;
  readonly bindings: Readonly<Record<string, object>>;
  /** Each binding with its name, as JSON; the host reads these. */
  readonly rawBindings: readonly string[];
}

/** Asks the worker to invoke a function. */
export interface InvocationRequest {
  readonly invocationId: string;
  readonly functionId: string;
  readonly inputData: readonly ParameterBinding[];
  readonly triggerMetadata: Readonly<Record<string, TypedData>>;
  readonly traceContext: { readonly traceParent: string; readonly traceState: string; readonly attributes: object };
  readonly retryContext?: { readonly retryCount: number; readonly maxRetryCount: number };
}

/** The result of an invocation. */
export interface InvocationResponse {
  readonly invocationId: string;
  readonly result: StatusResult;
  readonly outputData?: readonly ParameterBinding[];
  readonly returnValue?: TypedData | null;
}

/** A log line of the app. */
export interface RpcLog {
  readonly level: LogLevel;
  readonly message: string;
  readonly category?: string;
  readonly logCategory: 'user' | 'system' | 'customMetric';
  readonly invocationId?: string;
}

/** Asks the worker to load the app. */
export interface WorkerInitRequest {
  readonly hostVersion: string;
  readonly functionAppDirectory: string;
}

/** The worker has loaded the app, or failed to. */
export interface WorkerInitResponse {
  readonly workerVersion: string;
  readonly capabilities: Readonly<Record<string, string>>;
  readonly result: StatusResult;
}

/** The functions that the app has registered. */
export interface FunctionMetadataResponse {
  readonly functionMetadataResults: readonly FunctionMetadata[];
  readonly result: StatusResult;
}

/** A message to the worker. Exactly one property is set, like the `oneof` of the real StreamingMessage. */
export interface MessageToWorker {
  readonly workerInitRequest?: WorkerInitRequest;
  readonly functionsMetadataRequest?: { readonly functionAppDirectory: string };
  readonly invocationRequest?: InvocationRequest;
  readonly workerTerminate?: { readonly gracePeriod: { readonly seconds: number } };
}

/** A message to the host. Exactly one property is set. */
export interface MessageToHost {
  readonly workerInitResponse?: WorkerInitResponse;
  readonly functionMetadataResponse?: FunctionMetadataResponse;
  readonly invocationResponse?: InvocationResponse;
  readonly rpcLog?: RpcLog;
}
