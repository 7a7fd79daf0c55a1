import { Refusal } from '../refusal.ts';

/** Whether a route parameter may have a value. */
export type Constraint = (value: string) => boolean;

const guid = /^[{(]?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}[)}]?$/i;
const integer = /^[+-]?\d+$/;
const isNumber: Constraint = (value) => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value);

function isIntegerBetween(minimum: bigint, maximum: bigint): Constraint {
  return (value) => {
    if (!integer.test(value)) return false;
    const number = BigInt(value.replace('+', ''));
    return number >= minimum && number <= maximum;
  };
}

const isInt32 = isIntegerBetween(-(2n ** 31n), 2n ** 31n - 1n);
const isInt64 = isIntegerBetween(-(2n ** 63n), 2n ** 63n - 1n);

const simpleConstraints: Readonly<Record<string, Constraint>> = {
  int: isInt32,
  long: isInt64,
  bool: (value) => /^(?:true|false)$/i.test(value),
  guid: (value) => guid.test(value),
  alpha: (value) => /^[a-z]*$/i.test(value),
  decimal: isNumber,
  double: isNumber,
  float: isNumber,
  datetime: (value) => !Number.isNaN(Date.parse(value)),
  required: (value) => value !== '',
};

const constraintsWithArguments: Readonly<Record<string, (...bounds: number[]) => Constraint>> = {
  length:
    (minimum = 0, maximum = minimum) =>
    (value) =>
      value.length >= minimum && value.length <= maximum,
  minlength:
    (minimum = 0) =>
    (value) =>
      value.length >= minimum,
  maxlength:
    (maximum = 0) =>
    (value) =>
      value.length <= maximum,
  min:
    (minimum = 0) =>
    (value) =>
      isInt64(value) && Number(value) >= minimum,
  max:
    (maximum = 0) =>
    (value) =>
      isInt64(value) && Number(value) <= maximum,
  range:
    (minimum = 0, maximum = 0) =>
    (value) =>
      isInt64(value) && Number(value) >= minimum && Number(value) <= maximum,
};

/** Finds an inline constraint of ASP.NET, such as `int` or `length(1,5)`. @throws Refusal for an unknown one. */
export function findConstraint(text: string, messagePrefix: string): Constraint {
  const [, name = '', list] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  const simple = simpleConstraints[name.toLowerCase()];
  if (simple && list === undefined) return simple;
  if (name.toLowerCase() === 'regex' && list !== undefined) {
    const pattern = new RegExp(list, 'i');
    return (value) => pattern.test(value);
  }
  const bounds = list?.split(',').map(Number) ?? [];
  const create = constraintsWithArguments[name.toLowerCase()];
  if (create && bounds.length > 0 && bounds.every(Number.isFinite)) return create(...bounds);
  const known = [...Object.keys(simpleConstraints), ...Object.keys(constraintsWithArguments), 'regex'].join(', ');
  throw new Refusal(`${messagePrefix}; the constraint '${text}' is not one of ${known}.`);
}
