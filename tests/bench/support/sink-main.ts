import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLimit } from '../../../shared/adapters/storage/connections.ts';
import { type Arrival, keyOf, type SinkBehavior, type SinkReply, type SinkRequest } from './sink.ts';

/* The process of a sink: takes webhooks with 202, and keeps when each arrived. */

const behavior: SinkBehavior = JSON.parse(process.argv[2] ?? '{}');
const { delayMs = 0, atOnce = Number.POSITIVE_INFINITY, failFirstOfTen = false } = behavior;
const limit = createLimit(atOnce);
let isDown = behavior.isDown ?? false;
const refused = new Set<string>();
let kept: Arrival[] = [];
let distinct = new Set<string>();
let wait: Extract<SinkRequest, { kind: 'wait' }> | undefined;

const reply = (message: SinkReply) => process.send?.(message);

function answerWait(): void {
  if (!wait || (wait.isDistinct ? distinct.size : kept.length) < wait.count) return;
  wait = undefined;
  reply({ kind: 'arrivals', arrivals: kept });
}

function keep(arrival: Arrival): void {
  kept.push(arrival);
  distinct.add(keyOf(arrival));
  answerWait();
}

/** Each metric whose number ends in 0 is refused once, and everything while the sink is down. */
function isRefused(path: string, body: string): boolean {
  if (isDown) return true;
  const key = keyOf({ path, body });
  if (!failFirstOfTen || !key.endsWith('0') || refused.has(key)) return false;
  refused.add(key);
  return true;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const path = request.url ?? '';
    void limit(async () => {
      if (request.socket.destroyed) return;
      const at = performance.timeOrigin + performance.now();
      if (isRefused(path, body)) return void response.writeHead(503).end();
      keep({ path, at, body });
      if (delayMs > 0) await sleep(delayMs);
      response.writeHead(202).end();
    });
  });
});

process.on('message', (message: SinkRequest) => {
  if (message.kind === 'wait') {
    wait = message;
    answerWait();
    return;
  }
  if (message.kind === 'recover') {
    isDown = false;
    return;
  }
  kept = [];
  distinct = new Set();
});
process.once('disconnect', () => process.exit(0));
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
  reply({ kind: 'listening', port: (server.address() as AddressInfo).port }),
);
