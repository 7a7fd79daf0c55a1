import type { SentRequest } from './counted-storage.ts';
import { createPlainClient, type Send } from './plain-client.ts';

/** Lanes that are replayed at the same time: enough to keep the emulator busy. */
const LANES_AT_ONCE = 24;

/** Headers that a new request has of its own. */
const NOT_REPLAYED = /^(authorization|host|content-length|connection|x-ms-date|date|user-agent|accept-encoding)$/i;

/** A row has another ETag in the replay. The service compares `*` in the same place. */
const ETAG = /W\/"datetime'[^']*'"/g;

/**
 * Sends observed requests again, as fast as the emulator serves them, with no app around them: those of one lane one after another,
 * many lanes at the same time. Each lane that deletes a message gets one that another lane has taken.
 *
 * @throws when the emulator refuses a request
 */
export async function replay(sent: readonly SentRequest[], connectionString: string): Promise<void> {
  const lanes = [...Map.groupBy(sent, ({ lane }) => lane ?? -1).values()].values();
  const client = createPlainClient(connectionString);
  const messages = new TakenMessages();
  const work = async () => {
    for (const lane of lanes) for (const request of lane) await replayOne(client.send, request, messages);
  };
  await Promise.all(Array.from({ length: LANES_AT_ONCE }, work));
  client.close();
}

async function replayOne(send: Send, request: SentRequest, messages: TakenMessages): Promise<void> {
  const { service, method, url, headers, body } = request;
  const isDeletion = service === 'queue' && method === 'DELETE';
  const kept = Object.entries(headers).filter(([name]) => !NOT_REPLAYED.test(name));
  const answer = await send({
    service,
    method,
    url: isDeletion ? url.replace(/\/messages\/.*$/, await messages.next()) : url,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, value.replaceAll(ETAG, '*')])),
    body: body.replaceAll(ETAG, '*'),
  });
  if (service === 'queue' && method === 'GET') messages.note(answer);
}

/** The messages that have been taken and are to be deleted. */
class TakenMessages {
  readonly #taken: string[] = [];
  readonly #waiting: ((path: string) => void)[] = [];

  /** Notes the messages of an answer, if it has any. */
  note(answer: string): void {
    const messages = answer.matchAll(/<MessageId>([^<]+)<.*?<PopReceipt>([^<]+)</gs);
    for (const [, id, receipt = ''] of messages) {
      const path = `/messages/${id}?popreceipt=${encodeURIComponent(receipt)}`;
      const waiting = this.#waiting.shift();
      if (waiting) waiting(path);
      else this.#taken.push(path);
    }
  }

  /** The path and the query that delete a message. */
  async next(): Promise<string> {
    return this.#taken.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }
}
