import type { Arrival, FlowResult } from '../demo-flows.ts';
import type { Outcomes } from './handled-events.ts';
import { describePayload } from './payload-text.ts';
import { cut, endProgress, showProgress, styled } from './terminal.ts';

/** The columns before the text of a webhook. */
const ARRIVAL_INDENT = 34;

/** What each outcome of an event means. */
const MEANINGS: Readonly<Record<keyof Outcomes, string>> = {
  fired: 'a trigger type fired, subscribed or not',
  recorded: 'state kept; nothing to fire',
  duplicates: 'reported before; fired nothing again',
  late: 'older than what is known; changed nothing',
  ignored: 'kinds of events that fire nothing',
  unreadable: 'kept as dead letters, with the reason',
};

/** Shows the demo: each step of the day with its webhooks and what its events came to, and at the end two tables. */
export class DemoScreen {
  starting(): void {
    showProgress('Starting the storage and the app ...');
  }

  begins(url: string): void {
    endProgress();
    console.log(`Six flows have subscribed at ${url}.\nA recorded day of Customer Insights begins:`);
  }

  step(at: string, what: string): void {
    console.log(`\n${styled('bold', at)}  ${what}`);
  }

  /** A webhook that arrived. */
  arrival({ flow, payload }: Arrival): void {
    const text = cut(describePayload(payload), ARRIVAL_INDENT);
    console.log(`       ${styled('green', '→')} ${flow.flow.padEnd(24)} ${text}`);
  }

  /** What the events of a step came to. */
  stepHandled(outcomes: Outcomes): void {
    const counts = Object.entries(outcomes).filter(([, events]) => events > 0);
    const text = counts.map(([outcome, events]) => `${events} ${outcome}`).join(', ');
    const events = sum(outcomes) === 1 ? '1 event' : `${sum(outcomes)} events`;
    console.log(styled('dim', `       ${events}: ${text}`));
  }

  /** A table of what all events came to. */
  handled(title: string, outcomes: Outcomes): void {
    console.log(`\n${styled('bold', `${title.padEnd(24)}${String(sum(outcomes)).padStart(6)}`)}`);
    for (const [outcome, meaning] of Object.entries(MEANINGS)) {
      const events = outcomes[outcome as keyof Outcomes];
      console.log(`  ${outcome.padEnd(22)}${String(events).padStart(6)}   ${styled('dim', meaning)}`);
    }
  }

  /** A table of what each flow got. Returns `true` when every expected webhook arrived exactly once. */
  results(results: readonly FlowResult[]): boolean {
    const total = sumOfFlows(results);
    const isExact = total.arrived === total.expected && total.duplicates === 0 && total.unexpected === 0;
    console.log(`\n${styled('bold', row('Webhooks by flow', 'expected', 'arrived', 'twice', 'unexpected'))}`);
    for (const { flow, expected, arrived, duplicates, unexpected } of [...results, total]) {
      console.log(row(`  ${flow}`, expected, arrived, duplicates, unexpected));
    }
    if (isExact) console.log(styled(['bold', 'green'], '\nEvery webhook arrived exactly once.'));
    else console.log(styled(['bold', 'red'], '\nWebhooks are missing, duplicated or unexpected.'));
    return isExact;
  }

  /** What follows the day, for those who look around. */
  aftermath(flows: number): void {
    console.log(`\n${styled('bold', 'Today')}  ${flows} more flows subscribe, and a refresh ends with a failure`);
  }

  /** What to try next; the address is that of an app that runs on. */
  nextSteps(url: string | undefined): void {
    console.log(url ? lookAround(url) : NEXT_STEPS);
  }
}

const NEXT_STEPS = `
Next:
  npm run demo -- --serve   the same day, and the app runs on for a look around
  npm start                 the app for your own events; npm run try sends one`;

/** What can be found in the console, and where. */
const QUESTIONS = [
  ['Which data source has failed, and which flows were told?', 'System status'],
  ['Which flow is the nearest to firing?', 'Triggers and thresholds'],
  ['Which segment is waited for, but has never been named?', 'Triggers and thresholds'],
  ['Why is “Old Teams channel” told nothing?', 'Explain'],
  ['How is a flow created for one data source?', 'System status, at the end of its row'],
] as const;
const QUESTION_WIDTH = 60;

function lookAround(url: string): string {
  return `
The app runs on: ${styled('cyan', `${url}/api/console`)}
${QUESTIONS.map(([question, view]) => `  ${question.padEnd(QUESTION_WIDTH)}${styled('dim', view)}`).join('\n')}
The same as JSON is at ${url}/api/subscriptions, /api/firings and /api/dead-letters.
Ctrl-C stops it.`;
}

function row(flow: string, ...figures: readonly (string | number)[]): string {
  return flow.padEnd(26) + figures.map((figure) => String(figure).padStart(12)).join('');
}

function sum(outcomes: Outcomes): number {
  return Object.values(outcomes).reduce((total, events) => total + events, 0);
}

function sumOfFlows(results: readonly FlowResult[]): FlowResult {
  const add = (property: Exclude<keyof FlowResult, 'flow'>) =>
    results.reduce((total, result) => total + result[property], 0);
  return {
    flow: 'All',
    expected: add('expected'),
    arrived: add('arrived'),
    duplicates: add('duplicates'),
    unexpected: add('unexpected'),
  };
}
