/*
 * Preloaded into a child process (`node --import`) that knows nothing of its parent: it ends when the IPC channel closes, which
 * the system does however the parent ends, and which the parent does to stop it.
 */

/** Milliseconds. A stop that takes longer has failed. */
const PATIENCE_MS = 5_000;

process.once('disconnect', () => {
  // Stops as on the signal; a program that does not handle it yet has nothing to save.
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(1);
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
});
// The channel alone must not keep the process alive after a signal has stopped the program.
process.channel?.unref();
