import { randomBytes, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReceivedRequest, WebhookReceiver } from '../webhook-receiver.ts';
import { type Addressed, judge, type Outputs, type Refusal } from './callback-answers.ts';

/** What the platform does wrong once: an answer of its front end, one that comes late, or none after it has accepted. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly text?: string }
  | { readonly lateBy: number }
  | 'reset';

/** A version of a flow behind its address, with what its trigger gave to each of its runs. */
export interface Endpoint extends Addressed {
  readonly faults: Fault[];
  readonly runs: Outputs[];
}

/** The addresses that the platform gives out for its triggers, all at one receiver. */
export class CallbackServer {
  /** What came to a path that was never given out. */
  readonly strangers: ReceivedRequest[] = [];
  readonly origin: string;
  readonly #receiver: WebhookReceiver;
  /** By the target, and by its path alone. */
  readonly #endpoints = new Map<string, () => Endpoint>();

  constructor(receiver: WebhookReceiver) {
    this.#receiver = receiver;
    this.origin = receiver.url;
  }

  /** What came to these addresses, however altered, in the order of arrival. */
  receivedAt(targets: readonly string[]): ReceivedRequest[] {
    const paths = new Set(targets.map(pathOf));
    return this.#receiver.received.filter(({ path }) => paths.has(pathOf(path)));
  }

  /** An address stays known for ever; whether it is good is for the flow to say. */
  give(target: string, find: () => Endpoint): void {
    this.#endpoints.set(target, find);
    this.#endpoints.set(pathOf(target), find);
  }

  async answer(request: ReceivedRequest, response: ServerResponse): Promise<void> {
    const find = this.#endpoints.get(request.path) ?? this.#endpoints.get(pathOf(request.path));
    const endpoint = find?.();
    if (!endpoint) this.strangers.push(request);
    const fault = endpoint?.faults.shift();
    if (typeof fault === 'object' && 'status' in fault) {
      response.writeHead(fault.status, fault.headers).end(fault.text);
      return;
    }
    const judgement = judge(request, endpoint);
    if (!('body' in judgement)) return refuse(response, judgement);
    // The answer goes out before the run begins.
    if (fault === 'reset') response.socket?.resetAndDestroy();
    else {
      if (fault) await sleep(fault.lateBy, undefined, { ref: false });
      response.writeHead(202, acceptedHeaders()).end();
    }
    endpoint?.runs.push(judgement.body);
  }
}

function pathOf(target: string): string {
  return target.split('?', 1)[0] ?? '';
}

function refuse(response: ServerResponse, { status, code, message }: Refusal): void {
  const body = JSON.stringify({ error: { code, message } });
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...requestIds() }).end(body);
}

function acceptedHeaders(): Record<string, string> {
  const runId = `08585${randomBytes(12).toString('hex').toUpperCase()}CU12`;
  const names = ['x-ms-workflow-run-id', 'x-ms-client-tracking-id', 'x-ms-trigger-history-name'];
  const ofRun = Object.fromEntries(names.map((name) => [name, runId]));
  return { ...ofRun, 'x-ms-execution-location': 'westeurope', ...requestIds() };
}

function requestIds(): Record<string, string> {
  const id = randomUUID();
  return { 'x-ms-request-id': id, 'x-ms-correlation-id': id };
}
