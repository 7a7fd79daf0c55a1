import { fromJsonText } from './json-text.ts';
import { isPresent, type JsonFields } from './tolerant-reading.ts';

/** What holds events holds in place of being one, and the field that holds it. */
interface Content {
  readonly field: 'records' | 'data' | 'data_base64';
  readonly value: unknown;
}

/**
 * The records of a list of Azure Monitor, or the data of a CloudEvents 1.0 or an Event Grid envelope; `undefined` for an item that
 * is an event itself, whatever else it has.
 */
export function contentOf(item: JsonFields): Content | undefined {
  if (isNativeEvent(item)) return undefined;
  return Array.isArray(item.records) ? { field: 'records', value: item.records } : dataOf(item);
}

function isNativeEvent({ eventId, environmentId, operation, metricType }: JsonFields): boolean {
  return isPresent(eventId) && isPresent(environmentId) && (isPresent(operation) || isPresent(metricType));
}

function dataOf(item: JsonFields): Content | undefined {
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
