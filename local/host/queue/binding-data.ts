import type { TypedData } from '../rpc.ts';

/** The properties of a queue message that a function can read. */
export interface MessageProperties {
  readonly messageId: string;
  readonly popReceipt: string;
  readonly dequeueCount: number;
  readonly insertedOn: Date;
  readonly expiresOn: Date;
  readonly nextVisibleOn: Date;
}

/** The trigger metadata of an invocation. */
export interface BindingData {
  readonly triggerMetadata: Readonly<Record<string, TypedData>>;
  /** Properties of the body that hide a property of the message. */
  readonly hidden: readonly string[];
}

/**
 * Makes context.triggerMetadata. As in Azure, the top-level properties of a JSON body replace those of the message, in any case:
 * a body with an `id` hides the message ID.
 */
export function bindingData(text: string, message?: MessageProperties): BindingData {
  const bag = new Map<string, [name: string, data: TypedData]>();
  for (const [name, data] of messageEntries(text, message)) bag.set(name.toLowerCase(), [name, data]);
  const hidden: string[] = [];
  for (const [property, value] of bodyProperties(text)) {
    const data = toTypedData(value);
    if (!data) continue;
    const existing = bag.get(property.toLowerCase());
    if (existing) hidden.push(property);
    bag.set(property.toLowerCase(), [existing?.[0] ?? property, data]);
  }
  return { triggerMetadata: Object.fromEntries(bag.values()), hidden };
}

function messageEntries(text: string, message: MessageProperties | undefined): [string, TypedData][] {
  const entries: [string, TypedData][] = [['QueueTrigger', { string: text }]];
  if (!message) return entries;
  return [
    ...entries,
    ['DequeueCount', { int: message.dequeueCount }],
    ['Id', { string: message.messageId }],
    ['PopReceipt', { string: message.popReceipt }],
    ['InsertionTime', { string: toOffsetTime(message.insertedOn) }],
    ['ExpirationTime', { string: toOffsetTime(message.expiresOn) }],
    ['NextVisibleTime', { string: toOffsetTime(message.nextVisibleOn) }],
  ];
}

function toOffsetTime(time: Date): string {
  return time.toISOString().replace(/(?:\.000)?Z$/, '+00:00');
}

function bodyProperties(text: string): [string, unknown][] {
  if (!text.trimStart().startsWith('{')) return [];
  try {
    return Object.entries(JSON.parse(text));
  } catch {
    // The body is not JSON after all; the function gets it as a string.
    return [];
  }
}

// Azure omits arrays and nulls, keeps objects, and converts other values to .NET strings, where true is True.
function toTypedData(value: unknown): TypedData | undefined {
  if (value === null || Array.isArray(value)) return undefined;
  if (typeof value === 'object') return { json: JSON.stringify(value) };
  if (typeof value === 'boolean') return { string: value ? 'True' : 'False' };
  return { string: String(value) };
}
