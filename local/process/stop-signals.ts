/** Milliseconds. */
const WATCH_INTERVAL_MS = 500;

/**
 * Calls `stop` once: on Ctrl-C, when the process is ended, when its terminal closes, and when the npm or the program that runs it
 * has ended. A second request ends this process at once; its children end with it.
 */
export function stopOnSignals(stop: () => void): void {
  let isStopping = false;
  const request = () => {
    if (isStopping) process.exit(130);
    isStopping = true;
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
  process.on('disconnect', request);
  // The channel to that program alone must not keep this process alive.
  process.channel?.unref();
  watchNpm(request);
  // A terminal that is gone, or a reader that has ended, must not fail the stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

/** npm passes some signals on, but one that is killed cannot. Then the system gives this process another parent. */
function watchNpm(request: () => void): void {
  const npm = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    request();
  }, WATCH_INTERVAL_MS);
  timer.unref();
}
