import { channel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** Counts the connections of this process to ports, and the most that were open at the same time. */
export class OpenConnections {
  most = 0;
  #open = 0;
  readonly #ports: ReadonlySet<number>;
  readonly #onSocket = (message: unknown) => {
    if (isSocketMessage(message)) this.#watch(message.socket);
  };

  constructor(ports: readonly number[]) {
    this.#ports = new Set(ports);
    channel('net.client.socket').subscribe(this.#onSocket);
  }

  stop(): void {
    channel('net.client.socket').unsubscribe(this.#onSocket);
  }

  #watch(socket: Socket): void {
    socket.once('connect', () => {
      if (!this.#ports.has(socket.remotePort ?? 0)) return;
      this.#open += 1;
      this.most = Math.max(this.most, this.#open);
      socket.once('close', () => {
        this.#open -= 1;
      });
    });
  }
}

function isSocketMessage(message: unknown): message is { readonly socket: Socket } {
  return typeof message === 'object' && message !== null && 'socket' in message;
}
