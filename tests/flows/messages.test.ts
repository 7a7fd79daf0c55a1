import { describe, expect, test } from '@jest/globals';
import { languages } from '../../shared/contract/languages.ts';
import { type Flow, samples } from './flow.ts';
import { asText, mapValues, type Properties } from './language.ts';
import { logicAppsFlow } from './resource-template.ts';
import { forms, notification, run, subscribe } from './run.ts';
import { powerAutomateFlow } from './solution.ts';

const HOSTILE = `<script>alert("1")</script> & &lt;b> 'it' @{triggerBody()} @@ [x] \\ $& %0A </p> \ud83d`;

const [failure, crossing] = samples;
const names = (name: string) => ({ dataSourceDisplayName: name, segmentDisplayName: name });
const formsOf = (wanted: (typeof samples)[number]) => forms().filter(([, , sample]) => sample === wanted);

/** The parameters of the call, as text. */
function called(flow: Flow, received: Properties): Record<string, string> {
  return mapValues(run(flow, received).parameters, asText);
}

/** What the facts can hold that must not change what a flow says. */
const variants: readonly (readonly [what: string, facts: object])[] = [
  ['as usual', {}],
  ['with hostile texts', { ...names(HOSTILE), errorMessage: HOSTILE, errorCode: HOSTILE }],
  ['with blank texts', { ...names(' \u202e'), errorMessage: '\n', errorCode: '' }],
  ['with long texts', { ...names('😀'.repeat(200)), errorMessage: '😀'.repeat(900) }],
];

describe.each(forms())('%s', (_name, flow, sample) => {
  test.each(variants)('hands on the summary as it is, as HTML where its field takes HTML, %s', (_what, facts) => {
    for (const language of languages) {
      const received = notification(sample, { facts, language });
      const { summary, summaryHtml: html } = received;
      const said = { 'body/messageBody': html, 'emailMessage/Body': html, 'emailMessage/Subject': summary };
      // Which of these fields a flow has is said below.
      expect({ ...said, ...called(flow, received) }).toMatchObject(said);
    }
  });
});

describe.each(formsOf(failure))('%s', (_name, flow, sample) => {
  test('posts into the channel which data source failed, and why', () => {
    expect(called(flow, notification(sample))).toEqual({
      poster: 'Flow bot',
      location: 'Channel',
      'body/recipient/groupId': '11111111-2222-3333-4444-555555555555',
      'body/recipient/channelId': '19:0123456789abcdef0123456789abcdef@thread.tacv2',
      'body/messageBody': 'The refresh of CRM contacts failed: The refresh took too long.',
    });
  });

  test('says at the beginning that a test is one', () => {
    const { 'body/messageBody': message } = called(flow, notification(sample, { isTest: true }));
    expect(message).toMatch(/^Test: The refresh of CRM contacts failed/);
  });
});

describe.each(formsOf(crossing))('%s', (_name, flow, sample) => {
  test('mails the owners which segment rose above what', () => {
    const said = 'High value has 1,203 members, above 1,000';
    expect(called(flow, notification(sample))).toEqual({
      'emailMessage/To': 'ana@contoso.example;ben@contoso.example',
      'emailMessage/Subject': said,
      'emailMessage/Body': said,
      'emailMessage/Importance': 'Normal',
    });
  });

  test('sends a test to the test recipient, not to the owners', () => {
    expect(called(flow, notification(sample, { isTest: true }))).toMatchObject({
      'emailMessage/To': 'operator@contoso.example',
      'emailMessage/Subject': 'Test: High value has 1,203 members, above 1,000',
    });
  });

  test('shows every text as it is, in the subject, which is no HTML', () => {
    const received = notification(sample, { facts: names('<b>R&D</b>') });
    expect(called(flow, received)['emailMessage/Subject']).toBe('<b>R&D</b> has 1,203 members, above 1,000');
  });
});

describe.each(samples.map((sample) => [sample.template, sample] as const))('the two forms of %s', (_name, sample) => {
  const logicApps = logicAppsFlow(sample);
  const powerAutomate = powerAutomateFlow(sample);

  test.each([
    ['a notification', notification(sample)],
    ['a test', notification(sample, { isTest: true })],
  ])('do the same on %s', (_what, received) => {
    expect(run(powerAutomate, received)).toEqual(run(logicApps, received));
  });

  test('wait for the same', () => {
    const { parameters, ...call } = subscribe(logicApps);
    // The platform fills in the callback, and an empty property counts as absent.
    const { 'body/callbackUrl': _filledIn, ...given } = parameters;
    const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    expect(subscribe(powerAutomate)).toEqual({ ...call, parameters: kept });
  });
});
