import type { Host } from './host.ts';

/** What the host tells the process that has started it, over their IPC channel if there is one. */
export type HostMessage =
  | { readonly kind: 'started'; readonly url: string }
  /** The host waits for these functions, each named once for each running invocation. */
  | { readonly kind: 'stopping'; readonly running: readonly string[] };

/** What that process may ask of the host. */
export type HostRequest = 'stop';

function tell(message: HostMessage): void {
  if (process.connected) process.send?.(message);
}

/** Tells that the host serves. */
export function reportStarted({ port }: Host): void {
  tell({ kind: 'started', url: `http://localhost:${port}` });
}

/**
 * Stops the host gracefully on a signal, on a request of the process that has started it, and when that process has ended,
 * which closes the channel. A second request stops it immediately, and so does one before the host has started.
 */
export function stopOnRequest(starting: Promise<Host>): void {
  let host: Host | undefined;
  let isStopping = false;
  const stop = () => {
    if (!host || isStopping) process.exit(1);
    isStopping = true;
    tell({ kind: 'stopping', running: host.running() });
    void host.stop().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
  process.on('message', (message) => {
    if (message === ('stop' satisfies HostRequest)) stop();
  });
  // A failed start is reported by its caller.
  starting.then(
    (started) => {
      host = started;
    },
    () => {},
  );
}
