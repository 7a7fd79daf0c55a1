import type { Flow } from './flow.ts';
import { type KnownOperation, knownOperations } from './known-operations.ts';
import { asText, isProperties, type Properties, type Value } from './language/value.ts';

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
    (entry) => entry.connector === connector && entry.method === method && entry.path.test(asText(path)),
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
