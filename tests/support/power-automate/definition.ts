import {
  type Connector,
  type LocatedOperation,
  operationsOf,
  type Parameter,
  readConnector,
  type Schema,
  withoutReferences,
} from '../connector.ts';

/** An operation that a flow starts with. */
export interface Trigger extends LocatedOperation {
  readonly notification: Schema;
  /** The property of the body that takes the address of the flow. */
  readonly callbackProperty: string;
}

/** What the platform knows of a connector: its two files and nothing else. */
export class ConnectorDefinition {
  readonly connector: Connector;
  readonly operations: readonly LocatedOperation[];

  constructor(connector: Connector = readConnector()) {
    this.connector = { ...connector, definition: withoutReferences(connector.definition) };
    this.operations = operationsOf(this.connector.definition);
  }

  get triggers(): readonly Trigger[] {
    return this.operations.filter(({ operation }) => operation['x-ms-trigger']).map(triggerOf);
  }

  /** What a maker finds in the list of actions. */
  get actions(): readonly LocatedOperation[] {
    return this.operations.filter(({ operation, isVisible }) => !operation['x-ms-trigger'] && isVisible);
  }

  operation(id: string | undefined): LocatedOperation {
    const found = this.operations.find((one) => one.id === id);
    if (!found) throw new Error(`Operation not found: ${id}`);
    return found;
  }

  trigger(id: string): Trigger {
    return triggerOf(this.operation(id));
  }

  /** The DELETE that declares an address: a path below the base path, and the names of its query. */
  deleting(target: string): LocatedOperation | undefined {
    const [path = '', query = ''] = target.split('?');
    const names = [...new URLSearchParams(query).keys()];
    return this.operations.find(({ verb, template, operation: { parameters = [] } }) => {
      const takes = (name: string) => parameters.some((one) => one.in === 'query' && one.name === name);
      return verb === 'delete' && patternOf(template).test(path) && names.every(takes);
    });
  }
}

function triggerOf(located: LocatedOperation): Trigger {
  const { id, notification } = located;
  const properties = Object.entries(bodyOf(located)?.schema?.properties ?? {});
  const callback = properties.find(([, property]) => property['x-ms-notification-url']);
  if (!notification || !callback) throw new Error(`${id} is no trigger that waits for a webhook`);
  return { ...located, notification, callbackProperty: callback[0] };
}

export function bodyOf({ operation }: LocatedOperation): Parameter | undefined {
  return operation.parameters?.find((parameter) => parameter.in === 'body');
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{[^}]*\}/).map((part) => RegExp.escape(part));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
