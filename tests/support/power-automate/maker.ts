import type { Arguments } from './connection.ts';
import { bodyOf, type DeclaredOperation } from './definition.ts';
import type { Choice, Designer } from './design-time.ts';

/** Which of the choices for a parameter a maker takes. */
export type Pick = (name: string, choices: readonly Choice[]) => Choice | undefined;

/** Fills in whatever has a list, one after another, each list by what was chosen before: the arguments by their names. */
export async function chooseAll(designer: Designer, operation: DeclaredOperation, pick: Pick): Promise<Arguments> {
  const chosen: Record<string, unknown> = {};
  for (const name of designer.pickListsOf(operation)) {
    const choices = await designer.choices(operation, name, chosen);
    const choice = pick(name, choices);
    if (!choice) throw new Error(`${operation.operationId} offers nothing for ${name}`);
    chosen[name] = choice.value;
  }
  return chosen;
}

/** What was chosen as a call takes it: `body/name` is a property of the body. */
export function argumentsOf(operation: DeclaredOperation, chosen: Arguments): Arguments {
  const body = bodyOf(operation)?.name;
  const prefix = `${body}/`;
  const entries = Object.entries(chosen);
  const properties = entries.filter(([name]) => name.startsWith(prefix));
  const others = Object.fromEntries(entries.filter(([name]) => !name.startsWith(prefix)));
  if (!body) return others;
  return {
    ...others,
    [body]: Object.fromEntries(properties.map(([name, value]) => [name.slice(prefix.length), value])),
  };
}
