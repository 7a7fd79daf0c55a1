/** The text of a message. Never throws, however deep the message is nested. */
export function messageText(message: unknown): string {
  if (typeof message === 'string') return message;
  try {
    return JSON.stringify(message) ?? '';
  } catch {
    return deepText(message);
  }
}

type Part = string | { readonly value: unknown };

/** `JSON.stringify` overflows the stack where `JSON.parse` does not: 48 KiB have room for 24,000 levels. */
function deepText(message: unknown): string {
  const text: string[] = [];
  const rest: Part[] = [{ value: message }];
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (typeof part === 'string') text.push(part);
    else for (const inner of partsOf(part.value).toReversed()) rest.push(inner);
  }
  return text.join('');
}

function partsOf(value: unknown): Part[] {
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value)];
  const comma = (index: number) => (index === 0 ? '' : ',');
  if (Array.isArray(value)) return ['[', ...value.flatMap((item, index) => [comma(index), { value: item }]), ']'];
  const fields = Object.entries(value);
  return [
    '{',
    ...fields.flatMap(([name, item], index) => [`${comma(index)}${JSON.stringify(name)}:`, { value: item }]),
    '}',
  ];
}
