import { spawn } from 'node:child_process';

/*
 * Runs a program that is no script of Node, and ends it with everything it has started when the IPC channel closes:
 *   node local/process/guard.ts COMMAND ARGUMENTS
 */

/** How long the program may take to stop by itself, in milliseconds. */
const PATIENCE_MS = 5_000;
const NOT_FOUND = 127;
/** A group of its own, so that one signal reaches whatever the program has started. Windows has no such groups. */
const hasGroup = process.platform !== 'win32';

const [command = '', ...args] = process.argv.slice(2);
// On Windows the command may be a script, which only a shell finds.
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: hasGroup, shell: !hasGroup });
child.on('error', () => process.exit(NOT_FOUND));
child.on('exit', (code) => {
  // What the program has left behind.
  signalGroup('SIGKILL');
  process.exit(code ?? 1);
});
process.once('disconnect', () => {
  signalGroup('SIGINT');
  setTimeout(() => signalGroup('SIGKILL'), PATIENCE_MS);
});

function signalGroup(signal: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    process.kill(hasGroup ? -child.pid : child.pid, signal);
  } catch {
    // It has ended already.
  }
}
