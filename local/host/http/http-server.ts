import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '../refusal.ts';
import { sendEmpty } from './http-response.ts';

/** Answers a request. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The HTTP server of the host. It listens before the app is loaded, so that a port in use is reported first. */
export class HttpServer {
  readonly port: number;
  readonly #server: Server;
  readonly #handler = Promise.withResolvers<RequestHandler>();

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  /** Listens on loopback only, so that a development host cannot be reached from outside. @throws Refusal for a port in use. */
  static listen(port: number): Promise<HttpServer> {
    const server = createServer();
    // Closing idle connections early could break a request that a client is just sending.
    server.keepAliveTimeout = 65_000;
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(portRefusal(error, port)));
      server.listen(port, '127.0.0.1', () => resolve(new HttpServer(server)));
    });
  }

  /** Starts to answer; requests that arrived earlier have been waiting for this. */
  serve(handle: RequestHandler): void {
    this.#handler.resolve(handle);
  }

  /** Accepts no new connections and closes idle ones. */
  stopAccepting(): void {
    this.#server.close();
    this.#server.closeIdleConnections();
  }

  /** Closes all connections. */
  closeConnections(): void {
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const handle = await this.#handler.promise;
      await handle(request, response);
    } catch {
      sendEmpty(response, 500);
    }
  }
}

function portRefusal(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Refusal(`Port ${port} is taken; free it, or move this host with PORT=<number> or --port <number>.`);
  }
  if (error.code === 'EACCES')
    return new Refusal(`Port ${port} needs more rights; move this host with PORT=<number> or --port <number>.`);
  return error;
}
