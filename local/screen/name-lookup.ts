import * as z from 'zod';
import type { Names } from './event-lines.ts';
import { describePayload, payloadSchema } from './payload-text.ts';

/** Look-ups that wait at a time. In a flood of events names are left out, so that the look-ups cost the app nothing. */
const MOST_WAITING = 20;

const firingSchema = z.object({ payload: payloadSchema });
const subscriptionSchema = z.object({ label: z.string().optional(), callbackHost: z.string() });

/** Asks the running app for the names behind the ids of its log lines. */
export class NameLookup implements Names {
  readonly #api: string;
  readonly #subscriptions = new Map<string, Promise<string | undefined>>();
  #waiting = 0;

  constructor(api: string) {
    this.#api = api;
  }

  async firing(id: string): Promise<string | undefined> {
    const firing = await this.#get(`firings/${id}`, firingSchema);
    return firing && describePayload(firing.payload);
  }

  /** The label of the subscription, or the host of its callback; asked once. */
  async subscription(id: string): Promise<string> {
    const known = this.#subscriptions.get(id) ?? this.#nameOf(id);
    this.#subscriptions.set(id, known);
    return (await known) ?? id;
  }

  async #nameOf(id: string): Promise<string | undefined> {
    const subscription = await this.#get(`subscriptions/${id}`, subscriptionSchema);
    return subscription && (subscription.label ?? subscription.callbackHost);
  }

  async #get<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    if (this.#waiting >= MOST_WAITING) return undefined;
    this.#waiting += 1;
    try {
      const response = await fetch(`${this.#api}/${path}`, { signal: AbortSignal.timeout(2_000) });
      return schema.safeParse(await response.json()).data;
    } catch {
      return undefined;
    } finally {
      this.#waiting -= 1;
    }
  }
}
