import { ExpressionError, kindOf, type Value } from './value.ts';

/** An argument that has to be of a certain type, as the platform checks it. */
export function text(value: Value | undefined, name: string): string {
  return typeof value === 'string' ? value : fail(value, name, 'a string');
}

export function number(value: Value | undefined, name: string): number {
  return typeof value === 'number' ? value : fail(value, name, 'a number');
}

export function truth(value: Value | undefined, name: string): boolean {
  return typeof value === 'boolean' ? value : fail(value, name, 'a boolean');
}

export function fail(value: Value | undefined, name: string, expected: string): never {
  const kind = kindOf(value ?? null);
  throw new ExpressionError(
    `The template function '${name}' expects ${expected}. The provided value is of type '${kind}'.`,
  );
}
