import type { MetricAnswer, ProcessAnswer, StatusReport } from '../contract/answers.ts';
import type { FinishedStatus } from '../contract/run-status.ts';
import { type Process, processTitles } from './operations.ts';
import { oneLine } from './text.ts';

/** The title of a process. A process that this version does not know is its own title. */
export function processTitle(process: string): string {
  return Object.hasOwn(processTitles, process) ? processTitles[process as Process] : process;
}

/** The report as plain text, for a mail. */
export function writeReport({ environmentId, createdAt, processes, ...metrics }: Omit<StatusReport, 'text'>): string {
  const sources = processes.filter(({ process }) => process === 'data-source');
  const others = processes.filter(({ process }) => process !== 'data-source');
  return [
    `Status of ${oneLine(environmentId)} at ${minute(createdAt)} UTC`,
    summary(processes, metrics.failedCount),
    ...section('Data sources', sources.flatMap(processLines)),
    ...section('Other processes', others.flatMap(processLines)),
    ...section(
      'Segments',
      metrics.segments.map((segment) => metricLine(segment, 'members')),
    ),
    ...section(
      'Measures',
      metrics.measures.map((measure) => metricLine(measure)),
    ),
    '',
  ].join('\n');
}

function summary(processes: readonly ProcessAnswer[], failedCount: number): string {
  if (processes.length === 0) return 'No process has ended a run yet.';
  if (failedCount === 0) return 'No process failed in its last run.';
  return `${failedCount} of ${processes.length} processes failed in the last run.`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

const STATUS_WORDS: Readonly<Partial<Record<FinishedStatus, string>>> = {
  completedWithWarnings: 'completed with warnings',
};

function processLines(process: ProcessAnswer): string[] {
  const { title, name, displayName, status, endedAt } = process;
  const subject = oneLine(process.process === 'data-source' || !name ? displayName : `${title}, ${displayName}`);
  const error = oneLine([process.errorCode, process.errorMessage].filter(Boolean).join(': ')).replaceAll(/\s+/g, ' ');
  return [
    `- ${subject}: ${STATUS_WORDS[status] ?? status}, ${spanOf(process.startedAt, endedAt)}`,
    ...(error ? [`  ${error}`] : []),
  ];
}

function spanOf(startedAt: string | undefined, endedAt: string): string {
  return startedAt ? `from ${minute(startedAt)} to ${minute(endedAt)} UTC` : `ended ${minute(endedAt)} UTC`;
}

function metricLine({ displayName, value, evaluatedAt }: MetricAnswer, unit?: string): string {
  const number = value.toLocaleString('en-US', { maximumFractionDigits: 15 });
  return `- ${oneLine(displayName)}: ${number}${unit ? ` ${unit}` : ''}, evaluated ${minute(evaluatedAt)} UTC`;
}

/** `2026-11-20 02:14` */
function minute(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
