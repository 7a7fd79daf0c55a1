import { describe, expect, test } from '@jest/globals';
import { languages } from '../../shared/contract/languages.ts';
import { broken, type Row, rowsOf } from './broken.ts';
import { parameterFaults } from './checks/parameter-faults.ts';
import { richTextFaults } from './checks/rich-text-faults.ts';
import { triggerFaults } from './checks/trigger-faults.ts';
import { type Flow, type Sample, samples } from './flow.ts';
import { logicAppsFlow } from './resource-template.ts';
import { notification, run } from './run.ts';
import { powerAutomateFlow } from './solution.ts';

const [failure, crossing] = samples;
const checks = { triggerFaults, parameterFaults, richTextFaults };

/** The name of each breakage says which flow it is for, and in which form. */
function flowFor(what: string): [Flow, Sample] {
  const sample = what.includes('mail') ? crossing : failure;
  return [what.includes('Power Automate') ? powerAutomateFlow(sample) : logicAppsFlow(sample), sample];
}

const tables: Readonly<Record<keyof typeof checks, Row[]>> = {
  triggerFaults: rowsOf(String.raw`
    a path that is not there | refresh-failed/subscriptions | refresh-fails/subscriptions | refresh-fails.* is not On
    the path of another trigger | refresh-failed/sub | refresh-succeeded/sub | Succeeded is not OnDataSourceRefreshFailed
    a path without that of the API | "/api/triggers/ | "/triggers/ | is not OnDataSourceRefreshFailed
    an operation that is not there, in Power Automate | OnDataSourceRefreshFailed | OnFailed | OnFailed is not On
    a trigger that polls | "ApiConnectionWebhook" | "ApiConnection" | not the type
    a trigger that polls, in Power Automate | "OpenApiConnectionWebhook" | "OpenApiConnection" | not the type
    a property that is not there | "dataSource":"@ | "datasource":"@ | additional properties datasource
    an optional property that Logic Apps leave out | "dataSource":"@parameters('dataSource')", |  | dataSource is missing
    a required property that is left out, of a mail | re:"segment":"@parameters\('segment'\)", |  | required property 'segment'
    a required property that is left out, of a mail in Power Automate | "body/segment" | "body/other" | required property 'segment'
    a callback that is missing | "callbackUrl":"@{listCallbackUrl()}", |  | callbackUrl is missing
    a callback that is something else | @{listCallbackUrl()} | https://x.example | not the address of the flow
    a callback in Power Automate | "body/label": | "body/callbackUrl":"x","body/label": | callbackUrl does not belong
    a threshold that is a text, of a mail | "threshold":"@parameters('threshold')" | "threshold":"1000" | threshold must be integer
    a threshold in braces, of a mail | "@parameters('threshold')" | "@{parameters('threshold')}" | threshold must be integer
    a number for a text | "label":"Sample flow: message in Teams" | "label":5 | label must be string
    a second trigger | "triggers":{ | "triggers":{"Other":{"type":"Request","inputs":{}}, | not exactly one
  `),
  parameterFaults: rowsOf(String.raw`
    one that is not declared | @parameters('teamId') | @parameters('team') | team is a parameter that a step uses and not declared
    one that is not used | @parameters('teamId') | a-team | teamId is not a parameter that a step uses
    one that is not used, in Power Automate | re:@parameters\('Teams team [^']*'\) | a-team | Teams team .* is not a parameter that a step uses
    a parameter of the wrong type, of a mail in Power Automate | "type":"Int" | "type":"String" | declared as String and worth a number
    a value of the wrong type, of a mail | "threshold":1000 | "threshold":"1000" | declared as Int and worth a string
    a list that is a text, of a mail | re:"dataOwners":\["ana[^\]]*\] | "dataOwners":"ana" | declared as Array and worth a string
    a connection that nobody uses | "connectors":{ | "connectors":{"office365":"office365", | office365 is not a connection that a step uses
    a value for nothing | "values":{ | "values":{"extra":"x", | extra is a parameter with a value and not declared
  `),
  richTextFaults: rowsOf(`
    an expression around the output | @{triggerBody()?['summaryHtml']} | @{if(true, triggerBody()?['summaryHtml'], '&lt;')} | body/messageBody holds another expression
    a second expression beside it, in Power Automate | ['body/summaryHtml']} | ['body/summaryHtml']} @{parameters('x')} | body/messageBody holds another expression
    an expression without braces, of a mail in Power Automate | @{triggerOutputs()?['body/summaryHtml']} | @join('&lt;', 'x') | emailMessage/Body holds another expression
    an output that is computed | ['summaryHtml'] | [if(true, 'a', 'b')] | holds another expression
  `),
};

/* What is wrong with what the action calls, and how it reads the notification. */
const readings = rowsOf(String.raw`
  an action that waits for another | "runAfter":{} | "runAfter":{"Text":["Succeeded"]} |
  a second action | "actions":{ | "actions":{"Title":{"type":"Compose","inputs":"x","runAfter":{}}, |
  a path that is not known | /beta/teams/ | /v1.0/teams/ |
  another method | "method":"post" | "method":"put" |
  an operation that is not known, in Power Automate | PostMessageToConversation | PostMessageToChannelV3 |
  an operation of another connector, in Power Automate | "operationId":"PostMessageToConversation" | "operationId":"SendEmailV2" |
  a message without a body | "messageBody" | "message" |
  a message without a channel | "channelId":"@ | "channel":"@ |
  a mail without a recipient | "To":" | "Cc":" |
  a mail without a recipient, in Power Automate | emailMessage/To | emailMessage/to |
  a connection that is not given | re:\['teams'\] | ['team'] |
  an action of an unknown type | "type":"ApiConnection" | "type":"Composition" |
  a property that is not there | ['summaryHtml'] | ['summaryText'] |
  a property in other case | ['summaryHtml'] | ['summaryHTML'] |
  another output in the body, of a mail | "Body":"@{triggerBody()?['summaryHtml']}" | "Body":"@{triggerBody()?['runId']}" |
  what is not in the body, in Power Automate | ['body/summaryHtml'] | ['headers/summaryHtml'] |
  an optional property as a condition, of a mail | equals(triggerBody()?['isTest'], true) | triggerBody()?['isTest'] |
  all of the notification | triggerBody()?['summaryHtml'] | string(triggerBody()) |
`);

describe.each(Object.entries(checks))('%s', (name, check) => {
  test.each(tables[name as keyof typeof checks])('finds $what', ({ what, from, to, fault }) => {
    const [flow, sample] = flowFor(what);
    expect(check(flow, sample)).toEqual([]);
    expect(check(broken(flow, from, to), sample).join('\n')).toMatch(fault);
  });
});

/** What the flow calls on a notification in each language and on a test; or why it fails. Another test holds the messages. */
function resultOf(flow: Flow, sample: Sample): string {
  const received = [...languages.map((language) => ({ language })), { isTest: true as const }];
  try {
    return JSON.stringify({ calls: received.map((parts) => run(flow, notification(sample, parts))) });
  } catch (error) {
    return String(error);
  }
}

test.each(readings)('a flow gives another result with $what', ({ what, from, to }) => {
  const [flow, sample] = flowFor(what);
  expect(resultOf(flow, sample)).toContain('"calls"');
  expect(resultOf(broken(flow, from, to), sample)).not.toEqual(resultOf(flow, sample));
});
