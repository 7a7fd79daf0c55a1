import { readFileSync } from 'node:fs';
import type { Operation, PathItem, Paths, Schema } from '../../infra/connector/source/swagger.ts';
import { OURS } from './flow.ts';

interface ConnectorDefinition {
  readonly paths: Paths;
  readonly definitions: Readonly<Record<string, Schema>>;
}

const definition: ConnectorDefinition = JSON.parse(readFileSync('infra/connector/apiDefinition.swagger.json', 'utf8'));

const isTrigger = (operation: Operation | undefined) => operation?.['x-ms-trigger'] === 'single';

/** The webhook triggers of our connector. */
export function ourTriggers() {
  return Object.entries(definition.paths).flatMap(([path, { post }]) => {
    if (!post || !isTrigger(post)) return [];
    const properties = bodySchema(post).properties ?? {};
    const names = Object.keys(properties).map((name) => `body/${name}`);
    const required = (bodySchema(post).required ?? []).map((name) => `body/${name}`);
    return {
      connector: OURS,
      operationId: post.operationId,
      method: 'post',
      // The paths of triggers have nothing in them that a pattern would read as more than itself.
      path: new RegExp(`^${path}$`),
      body: 'body',
      required,
      optional: names.filter((name) => !required.includes(name)),
      richText: [],
    };
  });
}

/** What a subscription of the trigger may contain. */
export function subscriptionSchema(operationId: string): Schema {
  const { post } = itemOf(operationId);
  return post ? bodySchema(post) : {};
}

/** What a notification of the trigger contains. */
export function notificationSchema(operationId: string): Schema {
  const { $ref = '' } = itemOf(operationId)['x-ms-notification-content']?.schema ?? {};
  return definition.definitions[$ref.replace('#/definitions/', '')] ?? {};
}

/** The property that the platform fills in with the address of the flow. */
export function callbackProperty(operationId: string): string | undefined {
  const properties = Object.entries(subscriptionSchema(operationId).properties ?? {});
  return properties.find(([, schema]) => schema['x-ms-notification-url'])?.[0];
}

function itemOf(operationId: string): PathItem {
  return Object.values(definition.paths).find(({ post }) => post?.operationId === operationId) ?? {};
}

function bodySchema({ parameters = [] }: Operation): Schema {
  return parameters.find((parameter) => parameter.in === 'body')?.schema ?? {};
}
