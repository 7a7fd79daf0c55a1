import { type Encoding, encodings } from './console-files.ts';

/**
 * The best of our encodings that a client accepts (RFC 9110, 12.5.3), or undefined when it accepts none of them. One with `q=0`
 * is refused, also when `*` accepts the others.
 *
 * @param header the value of `accept-encoding`; null when there is none, which accepts everything
 */
export function encodingFor(header: string | null): Encoding | undefined {
  if (header === null) return encodings.at(-1);
  const weights = new Map(header.split(',').map(readWeight));
  const weightOf = ({ name }: Encoding) => weights.get(name) ?? weights.get('*') ?? 0;
  return encodings.find((encoding) => weightOf(encoding) > 0);
}

function readWeight(part: string): [name: string, weight: number] {
  const [name = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
  const weight = parameters.find((parameter) => /^q\s*=/.test(parameter))?.split('=')[1];
  return [name.replace(/^x-gzip$/, 'gzip'), weight === undefined ? 1 : Number(weight)];
}
