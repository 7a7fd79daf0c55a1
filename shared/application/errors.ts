/** A request that cannot be met, in the shape that the HTTP API answers. `target` is the faulty property. */
export class RequestError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429;
  readonly code: string;
  readonly target?: string | undefined;
  readonly details?: readonly { readonly target: string; readonly message: string }[] | undefined;

  constructor(status: RequestError['status'], fault: Pick<RequestError, 'code' | 'message' | 'target' | 'details'>) {
    super(fault.message);
    this.name = 'RequestError';
    this.status = status;
    this.code = fault.code;
    this.target = fault.target;
    this.details = fault.details;
  }
}

/** Too many writers wanted the same rows for too long. Transient: the host tries a message again, a client its request. */
export class ContentionError extends Error {
  constructor(tries: number) {
    super(`the rows changed under us ${tries} times in a row; the message will be tried again`);
    this.name = 'ContentionError';
  }
}
