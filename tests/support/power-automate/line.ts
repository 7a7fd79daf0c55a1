import { send, type WireAnswer, type WireRequest } from './wire.ts';

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
