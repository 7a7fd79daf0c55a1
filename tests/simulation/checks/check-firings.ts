import { changeOf, compareSamples, firingOfChange, firingOfRun, isFor } from '../../support/expected-firings.ts';
import { evaluatedAt } from '../engine/message-text.ts';
import type { EventMessage, SampleEvent, SimulatedEvent } from '../engine/scenario.ts';
import type { Outcome } from '../engine/simulate.ts';
import { messagesThatCount, postedMessages } from './check-messages.ts';
import type { AppliedSample, History, StoredFiring } from './history.ts';

/** Guarantee 2: the firings equal those of a model that handles the applied events one at a time. */
export function checkFirings(outcome: Outcome, { firings, samples }: History): string[] {
  const stored = firings.map(({ fired }) => fired.identity);
  const found = [...duplicatesOf(stored)].map((identity) => `2: fired twice: ${identity}`);
  const { expected, possible, faults } = expectedFirings(outcome, samples);
  const missing = [...expected].filter((identity) => !stored.includes(identity));
  const wrong = stored.filter((identity) => !possible.has(identity));
  return [
    ...found,
    ...faults,
    ...missing.map((identity) => `2: did not fire: ${identity}`),
    ...wrong.map((identity) => `2: fired without an event: ${identity}`),
    ...checkSequences(firings),
    ...checkUnapplied(outcome, samples),
  ];
}

function duplicatesOf(identities: readonly string[]): Set<string> {
  return new Set(identities.filter((identity, index) => identities.indexOf(identity) < index));
}

interface Expected {
  readonly expected: ReadonlySet<string>;
  /** Also includes lost messages: a worker may have handled them before they were lost. */
  readonly possible: ReadonlySet<string>;
  readonly faults: readonly string[];
}

function expectedFirings(outcome: Outcome, samples: readonly AppliedSample[]): Expected {
  const posted = samplesOf(postedMessages(outcome));
  const last = new Map<string, AppliedSample>();
  const crossings: string[] = [];
  const faults: string[] = [];
  for (const sample of samples) {
    const before = last.get(sample.metric);
    last.set(sample.metric, sample);
    if (before && compareSamples(sample, before) <= 0)
      faults.push(`2: ${nameOf(sample)} applied after ${nameOf(before)}`);
    const event = posted.find((one) => isSame(one, sample));
    if (!event) faults.push(`2: ${nameOf(sample)} was applied but never posted`);
    const change = event && changeOf(event, before?.value);
    const firing = change && firingOfChange({ ...event, environmentId: event.environment }, change, sample.at);
    if (firing && sample.live.some(({ subscriber }) => isFor(firing, subscriber))) crossings.push(firing.identity);
  }
  const expected = new Set([...runsOf(messagesThatCount(outcome)), ...crossings]);
  return { expected, possible: new Set([...runsOf(postedMessages(outcome)), ...crossings]), faults };
}

function runsOf(messages: readonly EventMessage[]): string[] {
  const events = messages.flatMap((message): readonly SimulatedEvent[] => message.events);
  return events.flatMap((event) =>
    event.kind === 'run' ? (firingOfRun({ ...event, environmentId: event.environment })?.identity ?? []) : [],
  );
}

function samplesOf(messages: readonly EventMessage[]): SampleEvent[] {
  return messages.flatMap(({ events }) => events.filter((event) => event.kind === 'sample'));
}

function timeOf({ minute }: SampleEvent): number {
  return Date.parse(evaluatedAt(minute));
}

function isSameMetric(event: SampleEvent, sample: AppliedSample): boolean {
  const { environment, metricType, name } = event;
  return environment === sample.environmentId && metricType === sample.metricType && name === sample.name;
}

function isSame(event: SampleEvent, sample: AppliedSample): boolean {
  return (
    isSameMetric(event, sample) &&
    timeOf(event) === sample.at &&
    event.id === sample.eventId &&
    event.value === sample.value
  );
}

function nameOf({ name, at, eventId, value }: AppliedSample): string {
  return `${name} = ${value} of ${new Date(at).toISOString()} (${eventId})`;
}

/** Sequences of a topic increase by one, in commit order. */
function checkSequences(firings: readonly StoredFiring[]): string[] {
  const last = new Map<string, number>();
  return firings.flatMap(({ topic, sequence, id }) => {
    const before = last.get(topic) ?? 0;
    last.set(topic, sequence);
    return sequence === before + 1 ? [] : [`2: sequence ${sequence} follows ${before}: ${id}`];
  });
}

/** Guarantee 1: a sample that was not applied is not newer than the final baseline of its metric. */
function checkUnapplied(outcome: Outcome, samples: readonly AppliedSample[]): string[] {
  return samplesOf(messagesThatCount(outcome)).flatMap((event) => {
    const end = samples.findLast((sample) => isSameMetric(event, sample));
    const isDone = end && compareSamples({ at: timeOf(event), eventId: event.id }, end) <= 0;
    return isDone ? [] : [`1: a sample was never applied: ${JSON.stringify(event)}`];
  });
}
