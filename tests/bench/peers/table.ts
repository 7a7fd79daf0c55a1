import { rounded } from '../report.ts';
import type { Result } from './run.ts';

/** The head of the table of results, in Markdown. */
export const TABLE_HEAD = [
  '| work | contender | webhooks/s | p50, p99 ms | CPU s | MB | lost | doubled |',
  '|---|---|---:|---:|---:|---:|---:|---:|',
].join('\n');

/** One line of the table. The work stands only beside its first contender. */
export function tableRow(work: string, contender: string, result: Result): string {
  const { rate, p50, p99, cpuSeconds, megabytes, lost, doubled } = result;
  const latencies = rate > 0 ? `${whole(p50)}, ${whole(p99)}` : '';
  return `| ${[work, contender, whole(rate), latencies, rounded(cpuSeconds), whole(megabytes), rounded(lost), rounded(doubled)].join(' | ')} |`;
}

const whole = (value: number) => rounded(Math.round(value));
