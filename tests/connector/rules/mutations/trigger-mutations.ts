import type { Connector } from '../connector.ts';
import {
  ACTION,
  bodySchema,
  CHOICES,
  change,
  copy,
  drop,
  input,
  LIST,
  type Mutations,
  notification,
  operation,
  parameter,
  pathOf,
  property,
  responses,
  SAMPLE,
  set,
  success,
  TRIGGER,
  there,
  UNSUBSCRIBE,
} from './mutation.ts';

const url = input(TRIGGER, 'callbackUrl');
const content = (connector: Connector) => there(pathOf(TRIGGER)(connector)['x-ms-notification-content'], 'content');
const brought = notification(TRIGGER);
const headers = (connector: Connector) => there(success(TRIGGER)(connector).headers, 'headers');

export const triggerMutations: Mutations = {
  NotificationUrlNotString: {
    'an address that is an object': set(url, 'type', 'object'),
  },
  NotificationUrlNotInternal: {
    'a visible address': drop(url, 'x-ms-visibility'),
    'an advanced address': set(url, 'x-ms-visibility', 'advanced'),
  },
  NotificationUrlNotRequired: {
    'an optional address': change(bodySchema(TRIGGER), 'required', (names = []) =>
      names.filter((name) => name !== 'callbackUrl'),
    ),
    'an optional body': set(parameter(TRIGGER, 'body'), 'required', false),
  },
  NotificationUrlNotAllowedInThisPosition: {
    'an address in the notification': set(property(brought, 'runId'), 'x-ms-notification-url', true),
    'an address in a query': set(parameter(LIST, 'top'), 'x-ms-notification-url', true),
  },
  WebhookOperationsMissingNotificationUrlProperty: {
    'no address': drop(url, 'x-ms-notification-url'),
  },
  'triggers have one notification URL': {
    'a second address': set(input(TRIGGER, 'label'), 'x-ms-notification-url', true),
  },
  OperationMustHaveNotificationContentExtension: {
    'no content': drop(pathOf(TRIGGER), 'x-ms-notification-content'),
    'content without a schema': drop(content, 'schema'),
  },
  SchemaDefinitionSetIncorrectly: {
    'a schema of the 201 too': copy(success(TRIGGER), 'schema', (connector) => content(connector).schema),
  },
  NotificationExtensionNotSupportedInWebhookOperation: {
    'a pairing on a webhook': set(operation(TRIGGER), 'x-ms-notification', { operationId: TRIGGER }),
  },
  NotificationExtensionSupportedForTriggerOnly: {
    'a pairing on an action': set(operation(LIST), 'x-ms-notification', { operationId: TRIGGER }),
  },
  NotificationOperationMustBeWebhook: {
    'a pairing with an action': set(operation(LIST), 'x-ms-notification', { operationId: ACTION }),
  },
  'triggers are marked as such': {
    'no mark, which makes it an action': drop(operation(TRIGGER), 'x-ms-trigger'),
    'batch, though one object comes': set(operation(TRIGGER), 'x-ms-trigger', 'batch'),
  },
  'triggers are POST': {
    'a PUT': (connector) => {
      const item = pathOf(TRIGGER)(connector);
      item.put = operation(TRIGGER)(connector);
      delete item.post;
    },
  },
  'notification content belongs to one trigger': {
    'content on the path of an action': copy(pathOf(LIST), 'x-ms-notification-content', content),
  },
  'a trigger answers 201': {
    'a 200 instead': (connector) => {
      const all = responses(TRIGGER)(connector);
      Object.assign(all, { 200: all['201'] });
      delete all['201'];
    },
  },
  'a trigger declares the Location of its subscription': {
    'no headers': drop(success(TRIGGER), 'headers'),
    'another header': drop(headers, 'Location'),
    'a Location that is a number': set(headers, 'Location', { type: 'integer' }),
  },
  'triggers have a hint': {
    'no hint': drop(operation(TRIGGER), 'x-ms-trigger-hint'),
  },
  'hints are on triggers': {
    'a hint on an action': set(operation(LIST), 'x-ms-trigger-hint', 'Refresh a segment.'),
  },
  'triggers are visible': {
    'an internal trigger': set(operation(TRIGGER), 'x-ms-visibility', 'internal'),
  },
  'a notification is an object': {
    'a text': set(content, 'schema', { type: 'string' }),
  },
  'every leaf of a notification has a type': {
    'a property without one': drop(property(brought, 'runId'), 'type'),
  },
  'no part of a notification is null': {
    'a nullable property': (connector) => Object.assign(property(brought, 'runId')(connector), { 'x-nullable': true }),
    'a type that is a list': (connector) =>
      Object.assign(property(brought, 'runId')(connector), { type: ['string', 'null'] }),
    'null among the choices': set(property(brought, 'triggerType'), 'enum', ['segment-threshold-crossed', null]),
  },
  'a notification may grow': {
    'a closed schema': set(brought, 'additionalProperties', false),
  },
  'a notification has a title and a description everywhere': {
    'a property without a title': drop(property(brought, 'runId'), 'title'),
    'a property without a description': drop(property(brought, 'runId'), 'description'),
  },
  'notification content is described': {
    'no description': drop(content, 'description'),
  },
  'no secret is in a body or an answer': {
    'the signing secret in a notification': change(brought, 'properties', (all) => ({
      ...all,
      signingSecret: { type: 'string' },
    })),
    'a token in an answer': set(success(CHOICES), 'schema', {
      type: 'object',
      properties: { token: { type: 'string' } },
    }),
    'a password in a body': change(bodySchema(ACTION), 'properties', (all) => ({
      ...all,
      password: { type: 'string' },
    })),
  },
  'subscriptions can be ended by one DELETE': {
    'no DELETE': drop(pathOf(UNSUBSCRIBE), 'delete'),
    'two of them': copy(pathOf('GetSegment'), 'delete', operation(UNSUBSCRIBE)),
  },
  'the DELETE of a subscription is internal': {
    'a visible one': drop(operation(UNSUBSCRIBE), 'x-ms-visibility'),
  },
  'the DELETE of a subscription declares 204 or 200, and 404': {
    'no 404': drop(responses(UNSUBSCRIBE), '404'),
    'no success': drop(responses(UNSUBSCRIBE), '204'),
  },
  'the DELETE of a subscription takes a token in place of the key': {
    'no token': change(operation(UNSUBSCRIBE), 'parameters', (all = []) => all.filter(({ name }) => name !== 'token')),
    'a visible token': drop(parameter(UNSUBSCRIBE, 'token'), 'x-ms-visibility'),
    'a required token': set(parameter(UNSUBSCRIBE, 'token'), 'required', true),
  },
  'triggers can be simulated': {
    'no simulation': drop(operation(TRIGGER), 'x-ms-operation-context'),
  },
  'a trigger is simulated by an internal GET': {
    'a visible sample': drop(operation(SAMPLE), 'x-ms-visibility'),
    'an action that is sent': set(operation(TRIGGER), 'x-ms-operation-context', { simulate: { operationId: ACTION } }),
  },
};
