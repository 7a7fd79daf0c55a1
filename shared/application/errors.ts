import { type Fault, type Phrase, phrase } from '../contract/phrase.ts';
import { inEnglish } from '../domain/render-text.ts';

/** What is wrong with a request. */
interface RequestFault {
  readonly code: string;
  readonly message: Phrase;
  readonly target?: string | undefined;
  readonly details?: readonly Fault[] | undefined;
}

/**
 * A request that cannot be met, in the shape that the HTTP API answers. `target` is the faulty property. The message is in
 * English; the caller gets the phrase in its own language.
 */
export class RequestError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429;
  readonly code: string;
  readonly target?: string | undefined;
  readonly phrase: Phrase;
  readonly details?: readonly Fault[] | undefined;

  constructor(status: RequestError['status'], fault: RequestFault) {
    super(inEnglish(fault.message));
    this.name = 'RequestError';
    this.status = status;
    this.code = fault.code;
    this.phrase = fault.message;
    this.target = fault.target;
    this.details = fault.details;
  }
}

/** 404 `not-found`; `target` is the property that names nothing. */
export function notFound(message: Phrase, target = 'id'): RequestError {
  return new RequestError(404, { code: 'not-found', message, target });
}

/** The keys of this process do not open what is stored. One line that names the settings and no secret. */
export class SecretsKeyError extends Error {
  constructor() {
    super(inEnglish(phrase('error.wrong-secrets-key')));
    this.name = 'SecretsKeyError';
    // Where it was thrown helps nobody: the host shows the line alone.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** A transaction changed nothing because one of its rows exists, is gone or has another ETag than the write expects. */
export class ConflictError extends Error {
  constructor() {
    super('a row of the transaction was changed by another writer');
    this.name = 'ConflictError';
  }
}

/** A transaction conflicted on every try. Transient: the host retries a message, a client retries its request. */
export class ContentionError extends Error {
  constructor(tries: number) {
    super(`${tries} transactions in a row conflicted with other writers; the work will be retried`);
    this.name = 'ContentionError';
  }
}

/** The storage cannot be reached, or does not answer as it should. Transient: work that fails with it is done again later. */
export class StorageUnavailableError extends Error {
  constructor(cause: unknown) {
    super(`the storage is unavailable: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'StorageUnavailableError';
  }
}

/** A row does not match its schema: another version of the app has written it, or it is damaged. */
export class UnreadableRowError extends Error {
  constructor(key: string, cause: unknown) {
    super(`the row '${key}' cannot be read by this version`, { cause });
    this.name = 'UnreadableRowError';
  }
}

const transientErrors = [
  StorageUnavailableError,
  // The key may come back, and nobody else is to blame for it.
  SecretsKeyError,
  // During a deployment, a worker of the other version may take the work next.
  UnreadableRowError,
];

/**
 * Whether work that failed may succeed when it is done again, with nothing changed but the time. Contention is not among it: the
 * storage works, and rows that conflict on every try of ten deliveries are a fault that has to show.
 */
export function isTransient(fault: unknown): boolean {
  if (fault instanceof AggregateError) return fault.errors.length > 0 && fault.errors.every(isTransient);
  return transientErrors.some((error) => fault instanceof error);
}

/** The message of a fault. Faults of the storage name its host, never a key. */
export function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

/** A transient fault by code. */
export function codeOf(fault: unknown): string {
  if (fault instanceof AggregateError) return codeOf(fault.errors[0]);
  if (fault instanceof SecretsKeyError) return 'wrong-secrets-key';
  return fault instanceof UnreadableRowError ? 'row-unreadable' : 'storage-unavailable';
}
