import * as z from 'zod';
import { type Fault, Phrase, type TextKey, type TextValue } from '../contract/phrase.ts';
import { en } from '../contract/texts/en.ts';
import { cutText } from './text.ts';

/** The faults that a stored phrase names, and how much of a foreign text it keeps: it shares a row with the text itself. */
const MAX_FAULTS = 20;
const MAX_TEXT = 200;

/** The phrase in a size that can be stored. As JSON it has the key of its text and its values. */
export function storable({ key, values }: Phrase): Phrase {
  return new Phrase(key, mapValues(values, storableValue));
}

function storableValue(value: TextValue): TextValue {
  if (typeof value === 'string') return cutText(value.toWellFormed(), MAX_TEXT);
  if (value instanceof Phrase) return storable(value);
  if (typeof value === 'number' || value instanceof Date) return value;
  return value
    .slice(0, MAX_FAULTS)
    .map(({ target, message }) => ({ target: cutText(target.toWellFormed(), MAX_TEXT), message: storable(message) }));
}

const shape = z.object({ key: z.string(), values: z.record(z.string(), z.unknown()) });
const faultShape = z.object({ target: z.string(), message: z.unknown() });

/** Reads a stored phrase; `undefined` for one that this version cannot say. */
export function storedPhrase(stored: unknown): Phrase | undefined {
  const { data } = shape.safeParse(stored);
  if (!data || !isKey(data.key)) return undefined;
  const values: Record<string, TextValue> = {};
  for (const [name, raw] of Object.entries(data.values)) {
    const value = storedValue(raw);
    if (value === undefined) return undefined;
    values[name] = value;
  }
  return new Phrase(data.key, values);
}

function storedValue(value: unknown): TextValue | undefined {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (!Array.isArray(value)) return storedPhrase(value);
  const faults = value.map(storedFault);
  return faults.every((fault) => fault !== undefined) ? faults : undefined;
}

function storedFault(value: unknown): Fault | undefined {
  const { data } = faultShape.safeParse(value);
  const message = data && storedPhrase(data.message);
  return data && message && { target: data.target, message };
}

function isKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

function mapValues<T>(values: Readonly<Record<string, T>>, map: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
