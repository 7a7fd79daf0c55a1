import { parseJson } from './json-text.ts';
import { isJsonObject } from './tolerant-reading.ts';
import { fieldsOfRecord } from './workflow-record.ts';
import { isWorkflowRecord, reasonToIgnore } from './workflow-rules.ts';

/** What a line of a diagnostic log is. Only a record can share a message: one line that is no JSON would spoil its neighbours. */
export type DiagnosticLine =
  | { readonly kind: 'record' }
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'not-json' };

/** Reads a line as far as it decides whether and how the line goes to the queue. Its reader there names what is wrong with it. */
export function readDiagnosticLine(text: string): DiagnosticLine {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return { kind: 'not-json' };
  }
  if (!isJsonObject(value) || !isWorkflowRecord(value)) return { kind: 'record' };
  const reason = reasonToIgnore(fieldsOfRecord(value));
  return reason === undefined ? { kind: 'record' } : { kind: 'ignored', reason };
}
