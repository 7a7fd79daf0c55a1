import type { Outcome } from '../engine/simulate.ts';

/** Each line of the diagnostic logs reaches the queue, and nothing else does. */
export function checkLogs({ logs, scenario }: Outcome): string[] {
  if (!scenario.logReaders) return [];
  const old = [...logs.published].filter((text) => logs.lines.get(text)?.isOld);
  return [
    ...logs.missing.map((text) => `logs: a line never reached the queue: ${text}`),
    ...logs.strange.map((text) => `logs: a text that is no line reached the queue: ${text}`),
    ...old.map((text) => `logs: a line from before the first run reached the queue: ${text}`),
  ];
}
