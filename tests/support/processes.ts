import { readdirSync, readFileSync } from 'node:fs';
import { eventually } from './eventually.ts';

/** The ids of the child processes of a process. */
export function childrenOf(parent: number | undefined): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.map(Number).filter((id) => parent !== undefined && parentOf(id) === parent);
}

/** The ids of everything that a process has started, and of what that has started. */
export function descendantsOf(parent: number | undefined): number[] {
  return childrenOf(parent).flatMap((id) => [id, ...descendantsOf(id)]);
}

/** The child process of a process whose command line contains a word. @throws when there is none. */
export function childRunning(parent: number | undefined, word: string): number {
  const child = childrenOf(parent).find((id) => readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(word));
  if (child === undefined) throw new Error(`process ${parent} has no child '${word}'`);
  return child;
}

/** Waits until none of these processes runs any more. @throws with those that still run. */
export async function untilEnded(ids: readonly number[]): Promise<void> {
  const running = () => ids.filter((id) => parentOf(id) !== undefined);
  await eventually(
    () => `the end of the processes ${running().join(', ')}`,
    () => running().length === 0,
    15_000,
  );
}

/** The parent of a running process; `undefined` for one that has ended. */
function parentOf(id: number): number | undefined {
  try {
    // The process name in brackets may contain anything; state and parent follow it. A zombie has ended.
    const [, state, parent] = /\) (\S) (\d+) [^)]*$/.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
    return state === 'Z' ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}
