/* The limits of Azure Queue Storage, in bytes, messages and seconds. */
const MAX_TEXT_BYTES = 64 * 1024;
const MAX_RECEIVED = 32;
const LONGEST_DELAY = 7 * 24 * 60 * 60;
const DEFAULT_HIDDEN = 30;
const DEFAULT_LIFE = LONGEST_DELAY;
const NEVER = Date.parse('9999-12-31T23:59:59Z');

export interface ReceivedMessage {
  readonly messageId: string;
  readonly messageText: string;
  readonly popReceipt: string;
  readonly dequeueCount: number;
  readonly insertedOn: Date;
  readonly expiresOn: Date;
  readonly nextVisibleOn: Date;
}

export interface SendOptions {
  readonly visibilityTimeout?: number;
  readonly messageTimeToLive?: number;
}

export interface ReceiveOptions {
  readonly numberOfMessages?: number;
  readonly visibilityTimeout?: number;
}

/** The arguments of `updateMessage` in the SDK's client. */
type Update = [messageId: string, popReceipt: string, text?: string, visibilityTimeout?: number];

/** A message as the queue stores it. Times are milliseconds since the Unix epoch. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly messageText: string;
  readonly popReceipt: string;
  readonly dequeueCount: number;
  readonly insertedAt: number;
  readonly expiresAt: number;
  readonly visibleAt: number;
}

/** The error of a request that the service rejects, with the fields of the SDK's error. */
export class QueueRefusal extends Error {
  readonly statusCode: number;
  readonly code: string;

  constructor(statusCode: number, code: string) {
    super(code);
    this.statusCode = statusCode;
    this.code = code;
  }
}

export interface MemoryQueueOptions {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Called with the message before and after each change of it. */
  readonly changed?: (message: QueuedMessage) => void;
}

/** An in-memory twin of an Azure Storage queue with visibility, pop receipts, dequeue counts, times to live and limits. */
export class MemoryQueue {
  readonly name: string;
  readonly #options: MemoryQueueOptions;
  readonly #messages = new Map<string, QueuedMessage>();
  #isThere = false;
  #ids = 0;
  #receipts = 0;

  constructor(name: string, options: MemoryQueueOptions) {
    this.name = name;
    this.#options = options;
  }

  async exists(): Promise<boolean> {
    return this.#isThere;
  }

  async createIfNotExists() {
    const succeeded = !this.#isThere;
    this.#isThere = true;
    return { succeeded };
  }

  async sendMessage(text: string, options?: SendOptions) {
    return this.add(text, options);
  }

  async receiveMessages({ numberOfMessages: most = 1, visibilityTimeout = DEFAULT_HIDDEN }: ReceiveOptions = {}) {
    this.#check({ seconds: visibilityTimeout, least: 1 });
    if (most < 1 || most > MAX_RECEIVED) throw new QueueRefusal(400, 'OutOfRangeQueryParameterValue');
    const taken = this.visible().slice(0, most);
    return { receivedMessageItems: taken.map(({ messageId }) => this.take(messageId, visibilityTimeout)) };
  }

  async updateMessage(...[messageId, popReceipt, text, visibilityTimeout = DEFAULT_HIDDEN]: Update) {
    this.#check({ text, seconds: visibilityTimeout });
    const message = this.#held(messageId, popReceipt);
    const visibleAt = this.#options.now() + visibilityTimeout * 1000;
    const messageText = text ?? message.messageText;
    return shown(this.#put({ ...message, messageText, visibleAt, popReceipt: this.#receipt() }));
  }

  async deleteMessage(messageId: string, popReceipt: string): Promise<void> {
    this.#check({});
    this.#remove(this.#held(messageId, popReceipt));
  }

  async clearMessages(): Promise<void> {
    this.#check({});
    for (const message of this.#messages.values()) this.#remove(message);
  }

  async getProperties() {
    this.#check({});
    return { approximateMessagesCount: this.messages().length };
  }

  /** Sends a message synchronously. */
  add(text: string, options: SendOptions = {}): ReceivedMessage {
    const { visibilityTimeout: delay = 0, messageTimeToLive: lives = DEFAULT_LIFE } = options;
    this.#check({ text, seconds: delay });
    if (lives !== -1 && (lives < 1 || lives <= delay)) throw new QueueRefusal(400, 'InvalidQueryParameterValue');
    const now = this.#options.now();
    const message: QueuedMessage = {
      messageId: `${this.name}-${++this.#ids}`,
      messageText: text,
      popReceipt: this.#receipt(),
      dequeueCount: 0,
      insertedAt: now,
      expiresAt: lives === -1 ? NEVER : now + lives * 1000,
      visibleAt: now + delay * 1000,
    };
    return shown(this.#put(message));
  }

  /** Whether no message is left, hidden ones included. */
  get isEmpty(): boolean {
    return this.#messages.size === 0 || this.messages().length === 0;
  }

  /** All messages, hidden ones included. Expired messages are removed. */
  messages(now = this.#options.now()): QueuedMessage[] {
    for (const message of this.#messages.values()) if (message.expiresAt <= now) this.#remove(message);
    return [...this.#messages.values()];
  }

  /** The messages that can be received now, longest visible first. A real queue guarantees no order. */
  visible(now = this.#options.now()): QueuedMessage[] {
    if (this.isEmpty) return [];
    const found = this.messages(now).filter(({ visibleAt }) => visibleAt <= now);
    return found.toSorted((a, b) => a.visibleAt - b.visibleAt);
  }

  /** Receives one visible message and hides it for `seconds`. */
  take(messageId: string, seconds: number): ReceivedMessage {
    const [message, now] = [this.#messages.get(messageId), this.#options.now()];
    if (!message || message.visibleAt > now) throw new Error(`${messageId} is not visible`);
    const [dequeueCount, visibleAt] = [message.dequeueCount + 1, now + seconds * 1000];
    return shown(this.#put({ ...message, dequeueCount, visibleAt, popReceipt: this.#receipt() }));
  }

  /** Makes a hidden message visible early, as at-least-once delivery allows. Its receipt stays valid until the next receive. */
  reveal(messageId: string): void {
    const message = this.#messages.get(messageId);
    if (message) this.#put({ ...message, visibleAt: Math.min(message.visibleAt, this.#options.now()) });
  }

  #check({ text = '', seconds = 0, least = 0 }: { text?: string | undefined; seconds?: number; least?: number }): void {
    if (Buffer.byteLength(text) > MAX_TEXT_BYTES) throw new QueueRefusal(413, 'RequestBodyTooLarge');
    if (seconds < least || seconds > LONGEST_DELAY) throw new QueueRefusal(400, 'OutOfRangeQueryParameterValue');
    if (!this.#isThere) throw new QueueRefusal(404, 'QueueNotFound');
  }

  #held(messageId: string, popReceipt: string): QueuedMessage {
    const message = this.messages().find((one) => one.messageId === messageId);
    if (!message) throw new QueueRefusal(404, 'MessageNotFound');
    if (message.popReceipt !== popReceipt) throw new QueueRefusal(400, 'PopReceiptMismatch');
    return message;
  }

  #receipt(): string {
    return `receipt-${++this.#receipts}`;
  }

  #put(message: QueuedMessage): QueuedMessage {
    const before = this.#messages.get(message.messageId);
    if (before) this.#options.changed?.(before);
    this.#messages.set(message.messageId, message);
    this.#options.changed?.(message);
    return message;
  }

  #remove(message: QueuedMessage): void {
    if (this.#messages.delete(message.messageId)) this.#options.changed?.(message);
  }
}

/** The message as the service returns it: times are whole seconds. */
function shown({ insertedAt, expiresAt, visibleAt, ...message }: QueuedMessage): ReceivedMessage {
  return { ...message, insertedOn: second(insertedAt), expiresOn: second(expiresAt), nextVisibleOn: second(visibleAt) };
}

const second = (milliseconds: number) => new Date(Math.floor(milliseconds / 1000) * 1000);
