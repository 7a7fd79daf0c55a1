import { ConnectorDefinition } from '../support/power-automate/definition.ts';
import { type Flow, OURS } from './flow.ts';
import { asText, isProperties, type Properties, type Value } from './language.ts';

/** Our connector, by its definition. */
export const ours = new ConnectorDefinition();

/** An operation that a flow may call. */
interface KnownOperation {
  readonly connector: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: RegExp;
  /** The name of the body parameter. */
  readonly body: string;
  /** What the designers show in their editor of rich text. */
  readonly richText?: string;
}

const knownOperations: readonly KnownOperation[] = [
  // Operations of others, as published workflows of both kinds use them.
  {
    connector: 'teams',
    operationId: 'PostMessageToConversation',
    method: 'post',
    path: /^\/beta\/teams\/conversation\/message\/poster\/(?<poster>[^/]+)\/location\/(?<location>[^/]+)$/,
    body: 'body',
    richText: 'body/messageBody',
  },
  {
    connector: 'office365',
    operationId: 'SendEmailV2',
    method: 'post',
    path: /^\/v2\/Mail$/,
    body: 'emailMessage',
    richText: 'emailMessage/Body',
  },
  // These paths have nothing in them that a pattern would read as more than itself.
  ...ours.triggers.map(({ id, verb, template }) => {
    return { connector: OURS, operationId: id, method: verb, path: new RegExp(`^${template}$`), body: 'body' };
  }),
];

/** One call of a connector, told the same way for both forms. */
export interface Call {
  readonly connector: string;
  readonly operationId: string;
  /** By path, such as `body/recipient/groupId`. */
  readonly parameters: Properties;
}

/** Which operation of whom the inputs call. Logic Apps names it by method and path, Power Automate by its id. */
export function callOf(flow: Flow, inputs: Value): Call {
  const { host = null, parameters = {}, ...rest } = isProperties(inputs) ? inputs : {};
  const connector = flow.connectors[connectionKey(host)] ?? 'unknown';
  if (flow.form === 'Logic Apps') return callByPath(connector, rest);
  const operationId = isProperties(host) ? asText(host.operationId ?? null) : '';
  return { connector, operationId, parameters: isProperties(parameters) ? parameters : {} };
}

function callByPath(connector: string, { method = 'post', path = null, body = {} }: Properties): Call {
  const known = knownOperations.find(
    (entry) => entry.connector === connector && entry.method === asText(method) && entry.path.test(asText(path)),
  );
  if (!known) return { connector, operationId: `${asText(method)} ${asText(path)}`, parameters: {} };
  const inPath = { ...known.path.exec(asText(path))?.groups };
  return { connector, operationId: known.operationId, parameters: { ...inPath, ...flatten(body, known.body) } };
}

function flatten(value: Value, path: string): Properties {
  if (!isProperties(value)) return { [path]: value };
  return Object.assign({}, ...Object.entries(value).map(([name, part]) => flatten(part, `${path}/${name}`)));
}

export function knownOf({ connector, operationId }: Call): KnownOperation | undefined {
  return knownOperations.find((entry) => entry.connector === connector && entry.operationId === operationId);
}

/** The key that the inputs name their connection by. */
export function connectionKey(host: Value): string {
  if (!isProperties(host)) return '';
  if (!isProperties(host.connection)) return asText(host.connectionName ?? null);
  const written = asText(host.connection.name ?? null);
  return /^@parameters\('\$connections'\)\['(\w+)'\]\['connectionId'\]$/.exec(written)?.[1] ?? '';
}
