import type { Connector, Described } from './connector.ts';
import { operationsOf, parametersOf } from './operations.ts';
import { type Rule, rule, sources, under } from './rule.ts';
import { schemasOf } from './schemas.ts';

const { validator } = sources;

/** A rule about the bounds of whatever has some. */
function ofBounds(name: string, keys: readonly (keyof Described)[], isFaulty: (bounded: Described) => boolean): Rule {
  return rule({ name, source: validator }, (connector) =>
    boundedIn(connector)
      .filter(({ bounded }) => isFaulty(bounded))
      .map(({ at, bounded }) => ({
        path: under(at, keys[0] ?? ''),
        wrong: keys.map((key) => `${key} is ${bounded[key]}`).join(', '),
        right: 'bounds that leave room',
      })),
  );
}

function boundedIn({ definition }: Connector): { at: string; bounded: Described }[] {
  const parameters = operationsOf(definition).flatMap((located) => parametersOf(definition, located));
  return [
    ...schemasOf(definition).map(({ at, schema: { required: _, ...bounded } }) => ({ at, bounded })),
    ...parameters.map(({ at, parameter: { required: _, ...bounded } }) => ({ at, bounded })),
  ];
}

const exceeds = (low: number | undefined, high: number | undefined) =>
  low !== undefined && high !== undefined && low > high;
const isNegative = (bound: number | undefined) => bound !== undefined && bound < 0;

export const boundRules: readonly Rule[] = [
  ofBounds('MinimumShouldBeLessThanOrEqualToMaximum', ['minimum', 'maximum'], ({ minimum, maximum }) =>
    exceeds(minimum, maximum),
  ),
  ofBounds('MinLengthShouldBeLessThanOrEqualToMaxLength', ['minLength', 'maxLength'], ({ minLength, maxLength }) =>
    exceeds(minLength, maxLength),
  ),
  ofBounds('MinItemsShouldBeLessThanOrEqualToMaxItems', ['minItems', 'maxItems'], ({ minItems, maxItems }) =>
    exceeds(minItems, maxItems),
  ),
  ofBounds('MinLengthMustBeGreaterThanOrEqualToZero', ['minLength'], ({ minLength }) => isNegative(minLength)),
  ofBounds('MaxLengthMustBeGreaterThanOrEqualToZero', ['maxLength'], ({ maxLength }) => isNegative(maxLength)),
  ofBounds('MinItemsMustBeGreaterThanOrEqualToZero', ['minItems'], ({ minItems }) => isNegative(minItems)),
  ofBounds('MaxItemsMustBeGreaterThanOrEqualToZero', ['maxItems'], ({ maxItems }) => isNegative(maxItems)),
  ofBounds(
    'ExclusiveMinimumRequiresMinimum',
    ['exclusiveMinimum', 'minimum'],
    ({ exclusiveMinimum, minimum }) => exclusiveMinimum !== undefined && minimum === undefined,
  ),
  ofBounds(
    'ExclusiveMaximumRequiresMaximum',
    ['exclusiveMaximum', 'maximum'],
    ({ exclusiveMaximum, maximum }) => exclusiveMaximum !== undefined && maximum === undefined,
  ),
  ofBounds('PatternShouldBeValidRegularExpression', ['pattern'], ({ pattern }) => !isExpression(pattern)),
];

function isExpression(pattern = ''): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
