import { describe, expect, test } from '@jest/globals';
import { languages } from '../../shared/contract/languages.ts';
import { firingStatuses } from '../../shared/contract/run-status.ts';
import type { Call } from './calls.ts';
import { type Flow, samples } from './flow.ts';
import { forms, notification } from './forms.ts';
import { asText, type Properties } from './language.ts';
import { logicAppsFlow } from './resource-template.ts';
import { run, subscribe } from './run.ts';
import { powerAutomateFlow } from './solution.ts';

const HOSTILE = `<script>alert("1")</script> & &lt;b> 'it' @{triggerBody()} @@ [x] \\ $& %0A </p> \ud83d`;

const [failure, crossing] = samples;
const formsOf = (wanted: (typeof samples)[number]) => forms().filter(([, , sample]) => sample === wanted);

/** The parameters of the call, as text. */
function called(flow: Flow, received: Properties): Record<string, string> {
  const { parameters } = run(flow, received);
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, asText(value)]));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** What a reader sees of HTML without tags. */
const seen = (html = '') => html.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] ?? '');

const names = (name: string) => ({ dataSourceDisplayName: name, segmentDisplayName: name });
const noError = { errorMessage: undefined, errorCode: undefined };

/** The facts of everything that can be said: with a full error, a code alone, no error, one member, hostile texts. */
const variants: readonly (readonly [what: string, facts: object])[] = [
  ['as usual', {}],
  ['with the code of an error alone', { errorMessage: undefined }],
  ['without an error', noError],
  ['of one', { value: 1, ...names('1') }],
  ['with names that are left out', { dataSourceDisplayName: undefined, segmentDisplayName: undefined, ...noError }],
  ['with hostile texts', { ...names(HOSTILE), errorMessage: HOSTILE, errorCode: HOSTILE }],
  ['with blank texts', { ...names(' \u202e'), errorMessage: '\n', errorCode: '' }],
  ['with long texts', { ...names('😀'.repeat(200)), errorMessage: '😀'.repeat(900) }],
];

describe.each(forms())('%s', (_name, flow, sample) => {
  const cases = languages.flatMap((language) =>
    firingStatuses.flatMap((status) => [undefined, true as const].map((isTest) => ({ language, status, isTest }))),
  );

  test.each(cases)(
    'says something whole, without markup, whatever the notification holds: %j',
    ({ language, status, isTest }) => {
      for (const [what, facts] of variants) {
        const received = notification(sample, {
          facts: { ...facts, ...('status' in notification(sample) && { status }) },
          language,
          ...(isTest && { isTest }),
        });
        const calls = called(flow, received);
        const html = calls['body/messageBody'] ?? calls['emailMessage/Body'] ?? '';
        expect([what, html.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, '')]).toEqual([
          what,
          expect.not.stringMatching(/[<>&"']/),
        ]);
        expect([what, seen(html)]).toEqual([what, received.summary]);
        for (const said of [html, calls['emailMessage/Subject'] ?? html]) {
          expect([what, said.isWellFormed()]).toEqual([what, true]);
          expect([what, said]).toEqual([
            what,
            expect.not.stringMatching(/^\s|\s$|[^\S\u00a0\u202f]{2}|: ?$|undefined|null|\{(?!triggerBody)/),
          ]);
          expect(said.length).toBeGreaterThan(10);
        }
      }
    },
  );
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
    expect(subscribe(powerAutomate)).toEqual(withoutCallbackAndBlanks(subscribe(logicApps)));
  });
});

/** The platform fills in the callback, and an empty property counts as absent. */
function withoutCallbackAndBlanks({ parameters, ...call }: Call): Call {
  const kept = Object.entries(parameters).filter(([name, value]) => name !== 'body/callbackUrl' && value !== '');
  return { ...call, parameters: Object.fromEntries(kept) };
}
