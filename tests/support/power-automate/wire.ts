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
