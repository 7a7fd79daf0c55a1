import type { Operation, Schema } from '../../support/connector.ts';

/*
 * What the designer of Logic Apps makes of a definition, as far as makers depend on it: the rules of the parser that Microsoft
 * publishes in Azure/LogicAppsUX. That of Power Automate is a relative.
 */

/** Something that makers see: an input, or an output as dynamic content. */
export interface Shown {
  readonly way: string;
  /** The titles of the properties around it, and its own. */
  readonly titles: readonly string[];
  readonly visibility: string | undefined;
  readonly isRequired: boolean;
  readonly schema: Schema;
}

/** The response whose body and headers become outputs: the only one if it is a success, else that of 200, 201 or the default. */
export function answerOf({ responses = {} }: Operation): { schema?: Schema } | undefined {
  const [status = '', ...others] = Object.keys(responses);
  if (others.length === 0 && /^(?:2..|default)$/.test(status)) return responses[status];
  return responses[200] ?? responses[201] ?? responses.default;
}

/** What the designer shows of an object, in its order: what is required, what is important, the rest, what is advanced. */
export function shownOf(schema: Schema): Shown[] {
  return partsIn(schema, { way: '', titles: [], visibility: undefined, isRequired: true, schema })
    .filter(({ visibility }) => visibility !== 'internal')
    .map((part) => ({ part, rank: rankOf(part) }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ part }) => part);
}

function rankOf({ isRequired, visibility }: Shown): number {
  if (isRequired) return 0;
  return { important: 1, advanced: 3 }[visibility ?? ''] ?? 2;
}

/** Of an object only its properties are shown; of an array, itself and the properties of its items. */
function partsIn({ properties = {}, required = [] }: Schema, above: Shown): Shown[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const part: Shown = {
      way: above.way ? `${above.way}/${name}` : name,
      titles: [...above.titles, schema.title ?? name],
      visibility: schema['x-ms-visibility'] ?? above.visibility,
      isRequired: above.isRequired && required.includes(name),
      schema,
    };
    const inner = schema.items ?? schema;
    if (inner.type !== 'object') return [part];
    return [...(schema.items ? [part] : []), ...partsIn(inner, part)];
  });
}

/** The name of an output in the list of dynamic content. */
export const fullTitle = ({ titles }: Pick<Shown, 'titles'>) => titles.join(' ');

/** Where the designer puts an input: one that is optional, not important and has no default is under "Advanced parameters". */
export function isInSight({ isRequired, visibility, schema }: Omit<Shown, 'titles' | 'way'>): boolean {
  if (visibility === 'advanced' || visibility === 'internal') return false;
  return isRequired || visibility === 'important' || schema.default !== undefined;
}
