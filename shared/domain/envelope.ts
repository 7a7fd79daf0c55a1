import { fromJsonText } from './json-text.ts';
import { isPresent, type JsonFields } from './tolerant-reading.ts';

/** What an envelope holds, and the field that holds it. */
interface EnvelopeData {
  readonly field: 'data' | 'data_base64';
  readonly value: unknown;
}

/** The data of a CloudEvents 1.0 or an Event Grid envelope; `undefined` for an item that is no envelope. */
export function dataOf(item: JsonFields): EnvelopeData | undefined {
  // CloudEvents always has a `specversion`; Event Grid always has an `eventType` and a `subject`.
  const isCloudEvent = isPresent(item.specversion);
  if (isCloudEvent && !isPresent(item.data) && isPresent(item.data_base64)) {
    return { field: 'data_base64', value: fromBase64(item.data_base64) };
  }
  const isEnvelope = isCloudEvent || (isPresent(item.eventType) && isPresent(item.subject));
  return isEnvelope && 'data' in item ? { field: 'data', value: fromJsonText(item.data) } : undefined;
}

/** A value that is no base64 of JSON stays as it is, which is no event. */
function fromBase64(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return fromJsonText(new TextDecoder().decode(Buffer.from(value, 'base64')));
}
