import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as startRequest } from 'node:http';

export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true });

/** The address and the target, byte for byte: nothing is decoded, encoded or normalised. TLS would end before the loopback. */
const ADDRESS = /^https?:\/\/(127\.0\.0\.1|localhost):(\d+)(\/[^#]*)$/;

/** Sends a request; with `isCutOff` the connection breaks as soon as it is sent, so nobody knows what becomes of it. */
export function send({ method, url, headers, body }: WireRequest, { isCutOff = false } = {}): Promise<WireAnswer> {
  const [, host, port, path] = ADDRESS.exec(url) ?? [];
  if (!host || !port || !path) return Promise.reject(new Error(`${url} is not on this machine`));
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = startRequest({ agent, host, port, path, method, headers: { ...headers, ...length } });
    request.on('error', reject);
    request.on('response', (response) => void readAnswer(response).then(resolve, reject));
    request.end(body, () => {
      if (isCutOff) request.destroy(new Error('the connection broke'));
    });
  });
}

async function readAnswer(response: IncomingMessage): Promise<WireAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: Buffer.concat(chunks).toString('utf8'),
  };
}

/** What befalls one request on its way: it gets lost, its answer does, the connection breaks, somebody between answers, or alters. */
export type Trouble =
  | 'request-lost'
  | 'answer-lost'
  | 'cut-off'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | ((answer: WireAnswer) => WireAnswer);

/** The way from a flow to the app, which troubles can be put on. */
export class Line {
  readonly sent: WireRequest[] = [];
  readonly #troubles = new Map<string, Trouble[]>();

  /** These befall the next requests of a method, one each. */
  trouble(method: string, ...troubles: Trouble[]): void {
    this.#troubles.set(method, [...(this.#troubles.get(method) ?? []), ...troubles]);
  }

  /** Throws when no answer comes. */
  async send(request: WireRequest): Promise<WireAnswer> {
    this.sent.push(request);
    const trouble = this.#troubles.get(request.method)?.shift();
    if (trouble === undefined) return send(request);
    if (typeof trouble === 'function') return trouble(await send(request));
    if (typeof trouble === 'object') return { headers: {}, text: '', ...trouble };
    if (trouble !== 'request-lost') await send(request, { isCutOff: trouble === 'cut-off' });
    throw new Error(`no answer: ${trouble}`);
  }
}
