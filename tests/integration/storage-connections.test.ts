import { connect, createServer, type Server, type Socket } from 'node:net';
import { TableClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createEventPublisher } from '../../shared/adapters/storage/queues.ts';
import { createTableStore } from '../../shared/adapters/storage/table-store.ts';
import { useAzurite } from '../support/use-azurite.ts';

/** Passes connections on to a port, and counts those that are open. */
class CountingProxy {
  open = 0;
  most = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(port: number) {
    this.#server = createServer((socket) => this.#passOn(socket, port));
  }

  /** Starts to listen, and returns the port. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    return address.port;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #passOn(socket: Socket, port: number): void {
    this.open += 1;
    this.most = Math.max(this.most, this.open);
    const target = connect(port, '127.0.0.1');
    for (const [from, to] of [[socket, target] as const, [target, socket] as const]) {
      this.#sockets.add(from);
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
    socket.on('close', () => {
      this.open -= 1;
    });
  }
}

const storage = useAzurite();
let proxies: readonly CountingProxy[];
let connectionString: string;

beforeEach(async () => {
  const ports = [...storage.connectionString.matchAll(/(Queue|Table)Endpoint=http:\/\/[^:]+:(\d+)/g)];
  proxies = ports.map(([, , port]) => new CountingProxy(Number(port)));
  const proxied = await Promise.all(proxies.map((proxy) => proxy.listen()));
  connectionString = ports.reduce(
    (text, [endpoint], index) => text.replace(endpoint, endpoint.replace(/\d+$/, String(proxied[index]))),
    storage.connectionString,
  );
});

afterEach(() => {
  for (const proxy of proxies) proxy.close();
});

test('300 requests to the table and 300 messages at once open at most 32 connections', async () => {
  const table = TableClient.fromConnectionString(connectionString, 'Connections', { allowInsecureConnection: true });
  const service = QueueServiceClient.fromConnectionString(connectionString);
  const [refreshStatus, metricChange] = ['one', 'two'].map((name) => service.getQueueClient(`queue-${name}`));
  if (!refreshStatus || !metricChange) throw new Error('two queues');
  await Promise.all([table.createTable(), refreshStatus.createIfNotExists(), metricChange.createIfNotExists()]);
  const store = createTableStore(table);
  const events = createEventPublisher({ 'refresh-status': refreshStatus, 'metric-change': metricChange });
  const indexes = Array.from({ length: 300 }, (_, index) => index);
  await Promise.all(
    indexes.flatMap((index) => [
      store.read('partition', String(index)),
      events.publish(index % 2 ? 'refresh-status' : 'metric-change', '{}'),
    ]),
  );
  const most = proxies.reduce((sum, proxy) => sum + proxy.most, 0);
  expect(most).toBeGreaterThan(20);
  expect(most).toBeLessThanOrEqual(32);
});
