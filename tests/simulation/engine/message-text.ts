import { workflowRecord } from '../../support/event-builders.ts';
import type { EventMessage, RunEvent, SimulatedEvent } from './scenario.ts';

const ENDED_AT = '2026-11-20T02:14:09Z';
const RESULTS = {
  failed: 'Failure',
  succeeded: 'Successful',
  succeededWithWarnings: 'Successful',
  canceled: 'Aborted',
};

/** The text of a message as its producer enqueues it. */
export function messageTextOf({ events, raw }: EventMessage): string {
  const body = events.length === 1 && events[0] ? wireFormatOf(events[0]) : events.map(wireFormatOf);
  return raw ?? Buffer.from(JSON.stringify(body)).toString('base64');
}

/** An event as a line of a diagnostic log. */
export function lineOf(event: SimulatedEvent): string {
  return JSON.stringify(wireFormatOf(event));
}

/** The time of an evaluation, which a scenario gives as a minute. */
export function evaluatedAt(minute: number): string {
  return `2026-11-20T02:${String(minute).padStart(2, '0')}:00Z`;
}

function wireFormatOf(event: SimulatedEvent): object {
  if (event.kind === 'bad') return { eventId: 'bad', environmentId: 'x' };
  if (event.kind === 'run') return event.isRecord ? recordOf(event) : runOf(event);
  const { environment, minute, id, kind: _, ...rest } = event;
  return { ...rest, eventId: id, environmentId: environment, evaluatedAt: evaluatedAt(minute) };
}

function runOf({ environment, kind: _, ...rest }: RunEvent): object {
  const end = rest.status === 'running' ? {} : { endedAt: ENDED_AT };
  return { ...rest, eventId: `e-${rest.runId}`, environmentId: environment, ...end };
}

function recordOf({ environment, operation, status, runId, name }: RunEvent): object {
  const phase = operation === 'all' ? 'WorkflowCompleted' : 'TaskCompleted';
  const [first = '', ...rest] = operation;
  return workflowRecord(`${first.toUpperCase()}${rest.join('')}.${phase}`, {
    resultType: status === 'running' ? 'Running' : RESULTS[status],
    level: status === 'succeededWithWarnings' ? 'Warning' : 'Informational',
    properties: { instanceId: environment, workflowJobId: runId, identifier: name, endTimestamp: ENDED_AT },
  });
}
