/** Configuration of the use cases. All durations are in milliseconds. */
export interface Settings {
  readonly publicBaseUrl: string;
  readonly version: string;
  /** The wait after attempt 1, attempt 2, and so on. */
  readonly retrySchedule: readonly number[];
  /** Time limit of a whole attempt. */
  readonly attemptTimeout: number;
  /** How long every attempt has to fail before a subscription is disabled. */
  readonly disableAfter: number;
  /** How long finished firings, deliveries and runs are kept. */
  readonly retention: number;
  /** The Power Platform environment of the flows whose callback does not tell it. */
  readonly powerPlatformEnvironment?: string | undefined;
}
