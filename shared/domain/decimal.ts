import * as z from 'zod';
import { fault } from '../contract/issues.ts';
import type { TextKey } from '../contract/phrase.ts';

const DECIMAL_TEXT = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Of a value that is there. */
const EXPECTED_NUMBER: TextKey = 'fault.number-or-text';

/**
 * Reads a finite number or its decimal text. A double distinguishes decimals of up to 15 significant digits and keeps their
 * order, which is the promised precision. `-0` becomes `0`.
 */
export const decimalSchema = z
  .union([z.number(), z.string().trim().regex(DECIMAL_TEXT).transform(Number)], {
    error: ({ input }) => (input === undefined ? undefined : EXPECTED_NUMBER),
  })
  .refine(Number.isFinite, fault(EXPECTED_NUMBER, {}))
  .transform((value) => value + 0);

/** Whether a number can count things: an integer of 0 or more. */
export function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

/**
 * Encodes a finite number as sixteen hexadecimal digits, so that text order is numeric order: the bits of the IEEE 754 double,
 * with the sign bit flipped for positive numbers and every bit flipped for negative ones.
 */
export function encodeOrdered(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value + 0);
  const bits = view.getBigUint64(0);
  const negative = bits >> 63n === 1n;
  const ordered = negative ? bits ^ 0xffff_ffff_ffff_ffffn : bits ^ 0x8000_0000_0000_0000n;
  return ordered.toString(16).padStart(16, '0');
}
