/** What the app answered in place of what was asked for. */
export class ApiError extends Error {
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly code: string | undefined;
  /** Seconds after which the app wants to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    {
      message = '',
      code,
      retryAfter,
    }: { message?: string; code?: string | undefined; retryAfter?: number | undefined },
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
