import type { Connector, Schema } from './connector.ts';
import { findOperation, operationsOf, parametersOf, successesOf } from './operations.ts';
import { type Finding, type Rule, rule, sources, under } from './rule.ts';
import { outputsOf, reached, resolved } from './schemas.ts';
import { notificationUrlsOf, triggersOf } from './triggers.ts';

const { extensions, validator, webhook } = sources;

/** A rule about the places where triggers are told the address of the flow. */
function ofUrls(
  name: string,
  isFaulty: (url: Schema, chain: { required: boolean; internal: boolean }) => boolean,
  right: string,
) {
  return rule({ name, source: validator }, function* ({ definition }) {
    for (const { at, schema, required, internal } of triggersOf(definition).flatMap((located) =>
      notificationUrlsOf(definition, located),
    ))
      if (isFaulty(schema, { required, internal })) yield { path: at, wrong: 'the notification URL is not', right };
  });
}

const contentOf = ({ template }: { template: string }) => under('$.paths', template, 'x-ms-notification-content');

export const triggerRules: readonly Rule[] = [
  ofUrls('NotificationUrlNotString', ({ type }) => type !== 'string', 'of type string'),
  ofUrls('NotificationUrlNotInternal', (_, { internal }) => !internal, 'internal, or in something internal'),
  ofUrls('NotificationUrlNotRequired', (_, { required }) => !required, 'required from the body down'),
  rule({ name: 'NotificationUrlNotAllowedInThisPosition', source: validator }, misplacedUrls),
  rule({ name: 'WebhookOperationsMissingNotificationUrlProperty', source: validator }, function* ({ definition }) {
    for (const located of triggersOf(definition))
      if (notificationUrlsOf(definition, located).length === 0)
        yield { path: under(located.at, 'parameters'), wrong: 'no x-ms-notification-url', right: 'one in the body' };
  }),
  rule({ name: 'triggers have one notification URL', source: webhook }, function* ({ definition }) {
    for (const located of triggersOf(definition))
      for (const { at } of notificationUrlsOf(definition, located).slice(1))
        yield { path: at, wrong: 'it is a second notification URL', right: 'one' };
  }),
  rule({ name: 'OperationMustHaveNotificationContentExtension', source: validator }, function* ({ definition }) {
    for (const located of triggersOf(definition))
      if (located.item['x-ms-notification-content']?.schema === undefined)
        yield { path: contentOf(located), wrong: 'no schema of the notification', right: 'on the path, with a schema' };
  }),
  rule({ name: 'SchemaDefinitionSetIncorrectly', source: validator }, function* ({ definition }) {
    for (const located of triggersOf(definition))
      for (const { at, response } of successesOf(definition, located))
        if (response.schema !== undefined)
          yield {
            path: under(at, 'schema'),
            wrong: 'outputs in two places',
            right: 'in the notification content only',
          };
  }),
  rule({ name: 'NotificationExtensionNotSupportedInWebhookOperation', source: validator }, function* ({ definition }) {
    for (const { at, operation } of triggersOf(definition))
      if (operation['x-ms-notification'] !== undefined)
        yield { path: under(at, 'x-ms-notification'), wrong: 'it is on a webhook', right: 'leave it out' };
  }),
  rule({ name: 'NotificationExtensionSupportedForTriggerOnly', source: validator }, function* ({ definition }) {
    for (const { at, operation } of operationsOf(definition))
      if (operation['x-ms-notification'] !== undefined && operation['x-ms-trigger'] === undefined)
        yield { path: under(at, 'x-ms-notification'), wrong: 'it is on an action', right: 'leave it out' };
  }),
  rule({ name: 'NotificationOperationMustBeWebhook', source: validator }, function* ({ definition }) {
    for (const { at, operation } of operationsOf(definition)) {
      const named =
        operation['x-ms-notification'] && findOperation(definition, operation['x-ms-notification'].operationId);
      if (named !== undefined && !triggersOf(definition).some((trigger) => trigger.at === named.at))
        yield { path: under(at, 'x-ms-notification'), wrong: `${named.id} is no webhook`, right: 'a webhook' };
    }
  }),
  rule({ name: 'triggers are marked as such', source: extensions }, function* ({ definition }) {
    for (const { at, item, operation } of triggersOf(definition)) {
      const schema = item['x-ms-notification-content']?.schema ?? {};
      const kind = resolved(definition, schema).type === 'array' ? 'batch' : 'single';
      if (operation['x-ms-trigger'] !== kind)
        yield { path: under(at, 'x-ms-trigger'), wrong: `it is ${operation['x-ms-trigger']}`, right: kind };
    }
  }),
  rule({ name: 'triggers are POST', source: webhook }, function* ({ definition }) {
    for (const { at, verb } of triggersOf(definition))
      if (verb !== 'post') yield { path: at, wrong: `it is ${verb}`, right: 'post' };
  }),
  rule({ name: 'notification content belongs to one trigger', source: webhook }, function* ({ definition }) {
    for (const [template, item] of Object.entries(definition.paths ?? {})) {
      const triggers = triggersOf(definition).filter((trigger) => trigger.template === template);
      if (item['x-ms-notification-content'] !== undefined && triggers.length !== 1)
        yield { path: under('$.paths', template), wrong: `${triggers.length} triggers on it`, right: 'one' };
    }
  }),
  rule({ name: 'a trigger answers 201', source: webhook }, function* ({ definition }) {
    for (const located of triggersOf(definition))
      for (const { at, status } of successesOf(definition, located))
        if (status !== '201') yield { path: at, wrong: `it answers ${status}`, right: '201, with Location' };
  }),
  rule({ name: 'a trigger declares the Location of its subscription', source: webhook }, function* ({ definition }) {
    for (const located of triggersOf(definition))
      for (const { at, response } of successesOf(definition, located))
        if (response.headers?.Location?.type !== 'string')
          yield {
            path: under(at, 'headers', 'Location'),
            wrong: 'it is not declared',
            right: 'a header of type string',
          };
  }),
  rule({ name: 'triggers have a hint', source: extensions }, function* ({ definition }) {
    for (const { at, operation } of triggersOf(definition))
      if ((operation['x-ms-trigger-hint'] ?? '').trim() === '')
        yield { path: under(at, 'x-ms-trigger-hint'), wrong: 'there is none', right: 'how to make it fire in a test' };
  }),
  rule({ name: 'hints are on triggers', source: extensions }, function* ({ definition }) {
    const triggers = triggersOf(definition).map(({ at }) => at);
    for (const { at, operation } of operationsOf(definition))
      if (operation['x-ms-trigger-hint'] !== undefined && !triggers.includes(at))
        yield { path: under(at, 'x-ms-trigger-hint'), wrong: 'it is on an action', right: 'leave it out' };
  }),
  rule({ name: 'triggers are visible', source: webhook }, function* ({ definition }) {
    for (const { at, operation } of triggersOf(definition))
      if (operation['x-ms-visibility'] === 'internal')
        yield { path: under(at, 'x-ms-visibility'), wrong: 'nobody can choose it', right: 'none, or important' };
  }),
];

function* misplacedUrls({ definition }: Connector): Generator<Finding> {
  for (const root of outputsOf(definition))
    for (const { at, schema } of reached(definition, root))
      if (schema['x-ms-notification-url'] !== undefined)
        yield { path: at, wrong: 'a notification URL in an output', right: 'in the body of a trigger' };
  for (const located of operationsOf(definition))
    for (const { at, parameter } of parametersOf(definition, located))
      if (parameter['x-ms-notification-url'] !== undefined)
        yield { path: at, wrong: 'a notification URL as a parameter', right: 'in the body of a trigger' };
}
