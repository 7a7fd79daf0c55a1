import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** What processes have used. */
export interface ProcessCosts {
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/** What processes have used since each started: their processors' time, and the most memory. One that has ended counts nothing. */
export function costsOf(pids: readonly number[]): ProcessCosts {
  const each = pids.map(costOf);
  return {
    cpuSeconds: each.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    megabytes: each.reduce((sum, { megabytes }) => sum + megabytes, 0),
  };
}

function costOf(pid: number): ProcessCosts {
  try {
    // The process name in brackets may contain anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /^Vm(?:HWM|RSS):\s+(\d+)/m.exec(status)?.[1] ?? '0';
    return { cpuSeconds: ticks / TICKS_PER_SECOND, megabytes: Number(kilobytes) / 1024 };
  } catch {
    return { cpuSeconds: 0, megabytes: 0 };
  }
}
