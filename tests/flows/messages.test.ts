import { describe, expect, test } from '@jest/globals';
import type { Call } from './calls.ts';
import { type Flow, samples } from './flow.ts';
import { forms, leastNotification, notification } from './forms.ts';
import { asText, type Properties } from './language/value.ts';
import { logicAppsFlow } from './resource-template.ts';
import { run, subscribe } from './run.ts';
import { powerAutomateFlow } from './solution.ts';

const HOSTILE = `<script>alert("1")</script> & &lt;b> 'it' @{triggerBody()} @@ [x] \\ $& %0A </p>`;

const [failure, crossing] = samples;
const formsOf = (wanted: (typeof samples)[number]) => forms().filter(([, , sample]) => sample === wanted);

/** The only call of a run, with its parameters as text. */
function called(flow: Flow, received: Properties): Record<string, string> {
  const [call, ...more] = run(flow, received).calls;
  expect(more).toEqual([]);
  return Object.fromEntries(Object.entries(call?.parameters ?? {}).map(([name, value]) => [name, asText(value)]));
}

/** What a reader sees of HTML: its lines, without tags. */
function linesOf(html = ''): string[] {
  const bare = html.replaceAll(/<br>|<\/p>/g, '\n').replaceAll(/<[^>]*>/g, '');
  const text = bare.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return text.split('\n').filter((line) => line !== '');
}

/** Each kind of tag once, and what is left of one. */
function tagsIn(html = ''): string[] {
  return [...new Set(html.match(/<[^>]*>?|>/g))].toSorted();
}

const OUR_TAGS = ['</p>', '</strong>', '<br>', '<p>', '<strong>'];

function failureLines(name: string, error: string[], [code, others]: readonly [string, string?]): string[] {
  const [environment = '', run = '', id = ''] = others
    ? Array(3).fill(others)
    : ['contoso', '7d5c1f0e-2f64-4c5e-9c0b-8f6f3a1f4b52', 'AbCdEfGhIjKlMnOpQrStUv.42'];
  return [
    ...[`The refresh of ${name} failed`, `Environment: ${environment}`, 'Ended: 20 November 2026, 02:14 UTC'],
    ...[...error, `Error code: ${code}`, `Run: ${run}`, `Notification: ${id}`],
  ];
}

describe.each(formsOf(failure))('%s', (_name, flow, sample) => {
  test('posts into the channel which data source failed, when, and why', () => {
    const { 'body/messageBody': message, ...rest } = called(flow, notification(sample));
    const error = ['Error: The refresh took too long.'];
    expect(linesOf(message)).toEqual(failureLines('CRM contacts', error, ['dataSourceRefreshTimeout']));
    expect(rest).toEqual({
      poster: 'Flow bot',
      location: 'Channel',
      'body/recipient/groupId': '11111111-2222-3333-4444-555555555555',
      'body/recipient/channelId': '19:0123456789abcdef0123456789abcdef@thread.tacv2',
    });
  });

  test('falls back on the unique name, and says so when the error is not known', () => {
    const { 'body/messageBody': message } = called(flow, leastNotification(sample));
    expect(linesOf(message)).toEqual(failureLines('crm-contacts', ['Error: not reported'], ['not reported']));
  });

  test('says at the beginning that a test is one', () => {
    const { 'body/messageBody': message } = called(flow, notification(sample, { isTest: true }));
    expect(linesOf(message)[0]).toBe('Test: The refresh of CRM contacts failed');
  });

  test('shows every text as it is, and the lines of an error as lines', () => {
    const names = ['dataSourceDisplayName', 'errorCode', 'environmentId', 'runId', 'notificationId'];
    const facts = { ...Object.fromEntries(names.map((name) => [name, HOSTILE])), errorMessage: `${HOSTILE}\nsecond` };
    const { 'body/messageBody': message } = called(flow, notification(sample, facts));
    expect(tagsIn(message)).toEqual(OUR_TAGS);
    const error = [`Error: ${HOSTILE}`, 'second'];
    expect(linesOf(message)).toEqual(failureLines(HOSTILE, error, [HOSTILE, HOSTILE]));
  });
});

function crossingLines(
  name: string,
  others: readonly [string, string] = ['contoso', 'AbCdEfGhIjKlMnOpQrStUv.42'],
): string[] {
  return [
    ...[`The segment ${name} has risen above 1,000 members`, 'Members now: 1,203', 'Members before: 998'],
    ...['Evaluated: 20 November 2026, 02:14 UTC', `Environment: ${others[0]}`, `Notification: ${others[1]}`],
  ];
}

describe.each(formsOf(crossing))('%s', (_name, flow, sample) => {
  test('mails the owners which segment rose above what, and how far', () => {
    const { 'emailMessage/Body': body, ...rest } = called(flow, notification(sample));
    expect(linesOf(body)).toEqual(crossingLines('High value'));
    expect(rest).toEqual({
      'emailMessage/To': 'ana@contoso.example;ben@contoso.example',
      'emailMessage/Subject': 'The segment High value has risen above 1,000 members',
      'emailMessage/Importance': 'Normal',
    });
  });

  test('falls back on the unique name', () => {
    const { 'emailMessage/Subject': subject, 'emailMessage/Body': body } = called(flow, leastNotification(sample));
    expect([subject, linesOf(body)[0]]).toEqual(Array(2).fill('The segment high-value has risen above 1,000 members'));
  });

  test('sends a test to the test recipient, not to the owners', () => {
    const { 'emailMessage/To': to, 'emailMessage/Subject': subject } = called(
      flow,
      notification(sample, { isTest: true }),
    );
    expect(to).toBe('operator@contoso.example');
    expect(subject).toBe('Test: The segment High value has risen above 1,000 members');
  });

  test('shows every text as it is, in the subject, which is no HTML, as in the body, which is', () => {
    const names = ['segmentDisplayName', 'environmentId', 'notificationId'];
    const facts = Object.fromEntries(names.map((name) => [name, HOSTILE]));
    const { 'emailMessage/Subject': subject, 'emailMessage/Body': body } = called(flow, notification(sample, facts));
    expect(subject).toBe(`The segment ${HOSTILE} has risen above 1,000 members`);
    expect(tagsIn(body)).toEqual(OUR_TAGS);
    expect(linesOf(body)).toEqual(crossingLines(HOSTILE, [HOSTILE, HOSTILE]));
  });

  test('writes counts in thousands, and nothing as nothing', () => {
    const { 'emailMessage/Body': body } = called(flow, notification(sample, { value: 1234567, previousValue: 0 }));
    expect(linesOf(body).slice(1, 3)).toEqual(['Members now: 1,234,567', 'Members before: 0']);
  });
});

describe.each(samples.map((sample) => [sample.template, sample] as const))('the two forms of %s', (_name, sample) => {
  const logicApps = logicAppsFlow(sample);
  const powerAutomate = powerAutomateFlow(sample);

  test.each([
    ['a notification with everything', notification(sample)],
    ['one with the least', leastNotification(sample)],
    ['a test', notification(sample, { isTest: true })],
  ])('do the same on %s', (_what, received) => {
    expect(run(powerAutomate, received).calls).toEqual(run(logicApps, received).calls);
  });

  test('wait for the same', () => {
    expect(subscribe(powerAutomate)).toEqual(withoutCallbackAndBlanks(subscribe(logicApps)));
  });
});

/** The platform fills in the callback, and an empty property counts as absent. */
function withoutCallbackAndBlanks({ parameters, ...call }: Call): Call {
  const kept = Object.entries(parameters).filter(([name, value]) => name !== 'body/callbackUrl' && value !== '');
  return { ...call, parameters: Object.fromEntries(kept) };
}
