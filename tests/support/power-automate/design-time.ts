import { inputsOf, type LocatedOperation } from '../connector.ts';
import type { Arguments, Connection } from './connection.ts';
import { bodyOf, type Trigger } from './definition.ts';
import type { WireAnswer } from './wire.ts';

export interface Choice {
  readonly value: unknown;
  readonly title: unknown;
}

/** Which of the choices for a parameter a maker takes. */
export type Pick = (name: string, choices: readonly Choice[]) => Choice | undefined;

/** What the designer of flows asks of a connector before any flow runs. */
export class Designer {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Judged by its status alone. */
  async testConnection(): Promise<boolean> {
    const { testConnection } = this.#connection.definition.connector.definition['x-ms-capabilities'] ?? {};
    const { status } = await this.#connection.call(testConnection?.operationId ?? '', testConnection?.parameters);
    return status >= 200 && status < 300;
  }

  /** The parameters that a maker chooses from a list, by their names: those in the body as `body/name`. */
  pickListsOf({ operation }: LocatedOperation): string[] {
    const chosen = inputsOf(operation).filter(({ schema }) => schema['x-ms-dynamic-list']);
    return chosen.map(({ way }) => way);
  }

  /** The choices for a parameter, by what has been chosen before. The older form of the list says the same: a rule holds that. */
  async choices({ operation }: LocatedOperation, name: string, chosen: Arguments): Promise<Choice[]> {
    const list = inputsOf(operation).find(({ way }) => way === name)?.schema['x-ms-dynamic-list'];
    const given = Object.entries(list?.parameters ?? {}).map(([parameter, passed]) => {
      const { value, parameterReference } = passed as { value?: unknown; parameterReference?: string };
      return [parameter, parameterReference === undefined ? value : chosen[parameterReference]];
    });
    const content = contentOf(await this.#connection.call(list?.operationId ?? '', Object.fromEntries(given)));
    const items = at(content, list?.itemsPath);
    if (!Array.isArray(items)) throw new Error(`there is no list at ${list?.itemsPath}`);
    return items.map((item) => ({ value: at(item, list?.itemValuePath), title: at(item, list?.itemTitlePath) }));
  }

  /** Fills in whatever has a list, one after another, each list by what was chosen before: the arguments by their names. */
  async chooseAll(operation: LocatedOperation, pick: Pick): Promise<Arguments> {
    const chosen: Record<string, unknown> = {};
    for (const name of this.pickListsOf(operation)) {
      const choice = pick(name, await this.choices(operation, name, chosen));
      if (!choice) throw new Error(`${operation.id} offers nothing for ${name}`);
      chosen[name] = choice.value;
    }
    return chosen;
  }

  /** A firing as the designer shows it in a test. */
  async simulate({ operation }: Trigger): Promise<unknown> {
    const { simulate } = operation['x-ms-operation-context'] ?? {};
    return contentOf(await this.#connection.call(simulate?.operationId ?? '', simulate?.parameters));
  }
}

/** What was chosen as a call takes it: `body/name` is a property of the body. */
export function argumentsOf(operation: LocatedOperation, chosen: Arguments): Arguments {
  const { name: body } = bodyOf(operation) ?? {};
  const [given, content] = [{}, {}];
  for (const [way, value] of Object.entries(chosen)) {
    const [name = '', property] = way.split('/');
    Object.assign(property ? content : given, { [property ?? name]: value });
  }
  return body ? { ...given, [body]: content } : given;
}

function contentOf({ status, text }: WireAnswer): unknown {
  if (status !== 200) throw new Error(`the designer shows: ${status} ${text}`);
  return JSON.parse(text);
}

/** A value by a path such as `result/items`. */
function at(content: unknown, path = ''): unknown {
  const steps = path.split('/').filter(Boolean);
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], content);
}
