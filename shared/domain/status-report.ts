import type { MetricAnswer, ProcessAnswer, StatusReport } from '../contract/answers.ts';
import type { Language } from '../contract/languages.ts';
import { type Phrase, phrase, type TextValue } from '../contract/phrase.ts';
import { render } from './render-text.ts';
import { isolated } from './text.ts';

/** One thing of a report: its name, how it is, and its error. */
export interface ReportLine {
  readonly subject: string;
  readonly state: string;
  readonly error: string;
}

/** A report in words, before it has a format. */
export interface ReportOutline {
  readonly language: Language;
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly { readonly title: string; readonly lines: readonly ReportLine[] }[];
}

/** The facts of a report. */
export type ReportFacts = Omit<StatusReport, 'text' | 'html'>;

/** The report in a language. Foreign text in it is on one line. */
export function outlineOf(language: Language, facts: ReportFacts): ReportOutline {
  const say = (words: Phrase) => render(language, words);
  const section = (title: Phrase, lines: readonly Said[]) => ({
    title: say(title),
    lines: lines.map(({ subject, state, error = '' }) => ({ subject, state: say(state), error })),
  });
  const { environmentId, createdAt, processes, segments, measures } = facts;
  const sources = processes.filter(({ process }) => process === 'data-source');
  const others = processes.filter(({ process }) => process !== 'data-source');
  const sections = [
    section(phrase('report.data-sources'), sources.map(processLine)),
    section(phrase('report.others'), others.map(processLine)),
    section(phrase('report.segments'), segments.map(segmentLine)),
    section(phrase('report.measures'), measures.map(measureLine)),
  ];
  return {
    language,
    title: say(phrase('report.title', { environment: environmentId, time: new Date(createdAt) })),
    lead: say(leadOf(facts)),
    sections: sections.filter(({ lines }) => lines.length > 0),
  };
}

interface Said {
  readonly subject: string;
  readonly state: Phrase;
  readonly error?: string;
}

function leadOf({ processes, failedCount }: ReportFacts): Phrase {
  if (processes.length === 0) return phrase('report.no-run');
  if (failedCount === 0) return phrase('report.no-failure');
  return phrase('report.failures', { count: failedCount, total: processes.length });
}

function processLine({ process, title, name, displayName, ...run }: ProcessAnswer): Said {
  const subject = isolated(process === 'data-source' || !name ? displayName : `${title}, ${displayName}`);
  const state = phrase('report.run', { status: phrase(`run.${run.status}`), span: spanOf(run) });
  const error = [run.errorCode, run.errorMessage].filter(Boolean).join(': ').replaceAll(/\s+/g, ' ');
  return { subject, state, error: isolated(error) };
}

function spanOf({ startedAt, endedAt }: Pick<ProcessAnswer, 'startedAt' | 'endedAt'>): TextValue {
  const end = new Date(endedAt);
  return startedAt ? phrase('report.from-to', { start: new Date(startedAt), end }) : phrase('report.ended', { end });
}

function segmentLine({ displayName, value, evaluatedAt }: MetricAnswer): Said {
  const state = phrase('report.members', { count: value, time: new Date(evaluatedAt) });
  return { subject: isolated(displayName), state };
}

function measureLine({ displayName, value, evaluatedAt }: MetricAnswer): Said {
  const state = phrase('report.value', { value, time: new Date(evaluatedAt) });
  return { subject: isolated(displayName), state };
}
