import { escapeHtml } from './html.ts';
import type { ReportLine, ReportOutline } from './status-report.ts';

/** The report as plain text, for a mail. */
export function reportAsText({ title, lead, sections }: ReportOutline): string {
  const blocks = sections.flatMap((section) => ['', section.title, ...section.lines.flatMap(textLines)]);
  return [title, lead, ...blocks, ''].join('\n');
}

function textLines({ subject, state, error }: ReportLine): string[] {
  return [`- ${subject}: ${state}`, ...(error ? [`  ${error}`] : [])];
}

/** The report as a piece of HTML that is well-formed XML too, of elements that every mail client shows. */
export function reportAsHtml({ language, title, lead, sections }: ReportOutline): string {
  const blocks = sections.flatMap((section) => [
    `<h3>${escapeHtml(section.title)}</h3>`,
    '<ul>',
    ...section.lines.map(htmlLine),
    '</ul>',
  ]);
  const head = [`<h2>${escapeHtml(title)}</h2>`, `<p>${escapeHtml(lead)}</p>`];
  return [`<div lang="${language}">`, ...head, ...blocks, '</div>', ''].join('\n');
}

function htmlLine({ subject, state, error }: ReportLine): string {
  const more = error && `<br/>${escapeHtml(error)}`;
  return `<li><b>${escapeHtml(subject)}</b>: ${escapeHtml(state)}${more}</li>`;
}
