import {
  type Connector,
  type Operation,
  operationsOf,
  type Parameter,
  readConnector,
  type Schema,
  withoutReferences,
} from '../connector.ts';

/** An operation with what stands around it in the definition. */
export interface DeclaredOperation {
  readonly operationId: string;
  /** In capitals. */
  readonly method: string;
  /** Below the base path, with its parameters in braces. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly declared: Operation;
  readonly notification?: Schema | undefined;
}

/** An operation that a flow starts with. */
export interface Trigger extends DeclaredOperation {
  readonly notification: Schema;
  /** The property of the body that takes the address of the flow. */
  readonly callbackProperty: string;
}

/** What the platform knows of a connector: its two files and nothing else. */
export class ConnectorDefinition {
  readonly connector: Connector;
  readonly operations: readonly DeclaredOperation[];

  constructor(connector: Connector = readConnector()) {
    this.connector = { ...connector, definition: withoutReferences(connector.definition) };
    this.operations = operationsOf(this.connector.definition).map(({ id, verb, template, item, operation }) => ({
      operationId: id,
      method: verb.toUpperCase(),
      path: template,
      parameters: operation.parameters ?? [],
      declared: operation,
      notification: item['x-ms-notification-content']?.schema,
    }));
  }

  get triggers(): readonly Trigger[] {
    return this.operations.filter(({ declared }) => declared['x-ms-trigger']).map((one) => this.#triggerOf(one));
  }

  /** What a maker finds in the list of actions. */
  get actions(): readonly DeclaredOperation[] {
    const isAction = ({ declared }: DeclaredOperation) =>
      !declared['x-ms-trigger'] && declared['x-ms-visibility'] !== 'internal';
    return this.operations.filter(isAction);
  }

  operation(operationId: string | undefined): DeclaredOperation {
    const found = this.operations.find((one) => one.operationId === operationId);
    if (!found) throw new Error(`Operation not found: ${operationId}`);
    return found;
  }

  trigger(operationId: string): Trigger {
    return this.#triggerOf(this.operation(operationId));
  }

  /** The operation that declares an address: a path below the base path, and the names of its query. */
  declaring(method: string, target: string): DeclaredOperation | undefined {
    const [path = '', query = ''] = target.split('?');
    const names = [...new URLSearchParams(query).keys()];
    return this.operations.find(
      (one) => one.method === method && patternOf(one.path).test(path) && names.every((name) => takes(one, name)),
    );
  }

  #triggerOf(operation: DeclaredOperation): Trigger {
    const { notification } = operation;
    const properties = Object.entries(bodyOf(operation)?.schema?.properties ?? {});
    const callback = properties.find(([, property]) => property['x-ms-notification-url']);
    if (!notification || !callback) throw new Error(`${operation.operationId} is no trigger that waits for a webhook`);
    return { ...operation, notification, callbackProperty: callback[0] };
  }
}

export function bodyOf({ parameters }: DeclaredOperation): Parameter | undefined {
  return parameters.find((parameter) => parameter.in === 'body');
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

function takes({ parameters }: DeclaredOperation, name: string): boolean {
  return parameters.some((parameter) => parameter.in === 'query' && parameter.name === name);
}
