import type { LogLevel } from './log.ts';

/*
 * The messages between host and worker, in the shapes of the real RPC (AzureFunctionsRpcMessages of the protobuf), with its
 * enumerations as words. They travel over node's IPC instead of gRPC.
 */

export interface TypedData {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly int?: number;
  readonly double?: number;
  readonly http?: HttpData;
}

type NullableMap = Readonly<Record<string, { readonly value: string }>>;

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

export interface ParameterBinding {
  readonly name: string;
  readonly data: TypedData;
}

export interface RpcException {
  readonly message: string;
  readonly stackTrace: string;
  readonly source?: string;
}

export interface StatusResult {
  readonly status: 'success' | 'failure';
  readonly exception?: RpcException;
}

export interface FunctionMetadata {
  readonly name: string;
  readonly functionId: string;
  readonly bindings: Readonly<Record<string, object>>;
  /** What the host reads: each binding as JSON, its name included. */
  readonly rawBindings: readonly string[];
}

export interface InvocationRequest {
  readonly invocationId: string;
  readonly functionId: string;
  readonly inputData: readonly ParameterBinding[];
  readonly triggerMetadata: Readonly<Record<string, TypedData>>;
  readonly traceContext: { readonly traceParent: string; readonly traceState: string; readonly attributes: object };
  readonly retryContext?: { readonly retryCount: number; readonly maxRetryCount: number };
}

export interface InvocationResponse {
  readonly invocationId: string;
  readonly result: StatusResult;
  readonly outputData?: readonly ParameterBinding[];
  readonly returnValue?: TypedData | null;
}

export interface RpcLog {
  readonly level: LogLevel;
  readonly message: string;
  readonly category?: string;
  readonly logCategory: 'user' | 'system' | 'customMetric';
  readonly invocationId?: string;
}

export interface WorkerInitRequest {
  readonly hostVersion: string;
  readonly functionAppDirectory: string;
}

export interface WorkerInitResponse {
  readonly workerVersion: string;
  readonly capabilities: Readonly<Record<string, string>>;
  readonly result: StatusResult;
}

export interface FunctionMetadataResponse {
  readonly functionMetadataResults: readonly FunctionMetadata[];
  readonly result: StatusResult;
}

/** A message to the worker: exactly one of these is set, like the `oneof` of the real StreamingMessage. */
export interface MessageToWorker {
  readonly workerInitRequest?: WorkerInitRequest;
  readonly functionsMetadataRequest?: { readonly functionAppDirectory: string };
  readonly invocationRequest?: InvocationRequest;
  readonly workerTerminate?: { readonly gracePeriod: { readonly seconds: number } };
}

/** A message to the host: exactly one of these is set. */
export interface MessageToHost {
  readonly workerInitResponse?: WorkerInitResponse;
  readonly functionMetadataResponse?: FunctionMetadataResponse;
  readonly invocationResponse?: InvocationResponse;
  readonly rpcLog?: RpcLog;
}
