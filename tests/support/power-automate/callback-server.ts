import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ReceivedRequest, startReceiver, type WebhookReceiver } from '../webhook-receiver.ts';
import { type Addressed, judge, type Refusal } from './callback-answers.ts';
import { newRunId, type Run, type RunHistory } from './run-history.ts';

/** What the platform does wrong once: an answer of its front end, one that comes late, or none after it has accepted. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly text?: string }
  | { readonly lateBy: number }
  | 'reset';

/** A version of a flow behind its address. */
export interface Endpoint extends Addressed {
  readonly faults: Fault[];
  readonly history: RunHistory;
}

type FindEndpoint = () => Endpoint;

interface Exchange {
  readonly request: ReceivedRequest;
  readonly response: ServerResponse;
}

/** The addresses that the platform gives out for its triggers. */
export class CallbackServer {
  /** What came to a path that was never given out. */
  readonly strangers: ReceivedRequest[] = [];
  readonly #receiver: WebhookReceiver;
  readonly #byTarget = new Map<string, FindEndpoint>();
  readonly #byPath = new Map<string, FindEndpoint>();
  readonly #closing = new AbortController();

  private constructor(receiver: WebhookReceiver) {
    this.#receiver = receiver;
    receiver.respondWith((request, response) => this.#answer({ request, response }));
  }

  static async start(): Promise<CallbackServer> {
    return new CallbackServer(await startReceiver());
  }

  get origin(): string {
    return this.#receiver.url;
  }

  /** What came to these addresses, however altered, in the order of arrival. */
  receivedAt(targets: readonly string[]): ReceivedRequest[] {
    const paths = new Set(targets.map(pathOf));
    return this.#receiver.received.filter(({ path }) => paths.has(pathOf(path)));
  }

  /** An address stays known for ever; whether it is good is for the flow to say. */
  give(target: string, find: FindEndpoint): void {
    this.#byTarget.set(target, find);
    this.#byPath.set(pathOf(target), find);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#receiver.close();
  }

  async #answer({ request, response }: Exchange): Promise<void> {
    const find = this.#byTarget.get(request.path) ?? this.#byPath.get(pathOf(request.path));
    const endpoint = find?.();
    if (!endpoint) this.strangers.push(request);
    const fault = endpoint?.faults.shift();
    if (typeof fault === 'object' && 'status' in fault) {
      response.writeHead(fault.status, fault.headers).end(fault.text);
      return;
    }
    const judgement = judge(request, endpoint);
    if (judgement.kind === 'refused') return refuse(response, judgement);
    const run: Run = { id: newRunId(), body: judgement.body };
    await this.#accept(run, response, fault);
    endpoint?.history.runs.push(run);
  }

  /** The answer goes out before the run begins. */
  async #accept(run: Run, response: ServerResponse, fault: 'reset' | { lateBy: number } | undefined): Promise<void> {
    if (fault === 'reset') {
      response.socket?.resetAndDestroy();
      return;
    }
    if (fault) await sleep(fault.lateBy, undefined, { signal: this.#closing.signal });
    response.writeHead(202, acceptedHeaders(run.id)).end();
  }
}

function pathOf(target: string): string {
  return target.split('?', 1)[0] ?? '';
}

function refuse(response: ServerResponse, { status, code, message }: Refusal): void {
  const body = JSON.stringify({ error: { code, message } });
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...requestIds() }).end(body);
}

function acceptedHeaders(runId: string): Record<string, string> {
  return {
    'x-ms-workflow-run-id': runId,
    'x-ms-client-tracking-id': runId,
    'x-ms-trigger-history-name': runId,
    'x-ms-execution-location': 'westeurope',
    ...requestIds(),
  };
}

function requestIds(): Record<string, string> {
  const id = randomUUID();
  return { 'x-ms-request-id': id, 'x-ms-correlation-id': id };
}
