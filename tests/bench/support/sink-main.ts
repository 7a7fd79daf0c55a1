import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SinkReply, SinkRequest } from './sink.ts';

/* The process of a sink: takes every webhook with 202, and keeps when each arrived. */

interface Kept {
  readonly id: string;
  readonly at: number;
  readonly body: string;
}

let kept: Kept[] = [];
let awaited = Number.POSITIVE_INFINITY;

const reply = (message: SinkReply) => process.send?.(message);

function keep(id: string, body: string): void {
  kept.push({ id, at: performance.timeOrigin + performance.now(), body });
  if (kept.length >= awaited) answerWait();
}

function answerWait(): void {
  awaited = Number.POSITIVE_INFINITY;
  reply({ kind: 'arrivals', arrivals: kept });
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    keep(String(request.headers['webhook-id']), Buffer.concat(chunks).toString());
    response.writeHead(202).end();
  });
});

process.on('message', (message: SinkRequest) => {
  if (message.kind === 'forget') kept = [];
  else if (kept.length >= message.count) answerWait();
  else awaited = message.count;
});
process.once('disconnect', () => process.exit(0));
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
  reply({ kind: 'listening', port: (server.address() as AddressInfo).port }),
);
