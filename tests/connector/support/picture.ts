import { inflateSync } from 'node:zlib';

/** A picture of which each pixel is three bytes: red, green and blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly Buffer[];
}

const BYTES = 3;

/** Reads a PNG of the plainest kind: 8 bits for each of three colours, not interlaced, nothing transparent. */
export function readPng(file: Buffer): Picture {
  const chunks = [...chunksOf(file)];
  const dataOf = (type: string) => Buffer.concat(chunks.filter((chunk) => chunk.type === type).map(({ data }) => data));
  const header = dataOf('IHDR');
  if (header.subarray(8).toString('hex') !== '0802000000') throw new Error('This kind of PNG is not read here.');
  const width = header.readUInt32BE(0);
  return { width, height: header.readUInt32BE(4), rows: unfiltered(inflateSync(dataOf('IDAT')), width * BYTES) };
}

/** Behind eight bytes of signature: length, type, data and checksum of each chunk. */
function* chunksOf(file: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    const data = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    yield { type: file.toString('latin1', at + 4, at + 8), data };
  }
}

/** Each row begins with the number of its filter. */
function unfiltered(bytes: Buffer, length: number): Buffer[] {
  const rows: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += length + 1) {
    const row = bytes.subarray(at + 1, at + 1 + length);
    rows.push(unfilteredRow(bytes.readUInt8(at), row, rows.at(-1) ?? Buffer.alloc(length)));
  }
  return rows;
}

/** A filter stores the difference to what the neighbours let expect. */
function unfilteredRow(filter: number, row: Buffer, above: Buffer): Buffer {
  const result = Buffer.alloc(row.length);
  for (const [index, difference] of row.entries()) {
    const [left = 0, up = 0, corner = 0] = [result[index - BYTES], above[index], above[index - BYTES]];
    const expected = [0, left, up, Math.floor((left + up) / 2), nearest(left, up, corner)][filter] ?? 0;
    result[index] = difference + expected;
  }
  return result;
}

/** Of the three, what is nearest to their linear estimate; of equals the first. */
function nearest(left: number, up: number, corner: number): number {
  const distance = (value: number) => Math.abs(left + up - corner - value);
  return [left, up, corner].reduce((best, value) => (distance(value) < distance(best) ? value : best));
}

export function colorAt({ rows }: Picture, x: number, y: number): string {
  return `#${rows[y]?.toString('hex', x * BYTES, (x + 1) * BYTES)}`;
}

/** The colours along the four borders, each once. */
export function borderColors(picture: Picture): string[] {
  const { width, height } = picture;
  const horizontal = Array.from({ length: width }, (_, x) => [colorAt(picture, x, 0), colorAt(picture, x, height - 1)]);
  const vertical = Array.from({ length: height }, (_, y) => [colorAt(picture, 0, y), colorAt(picture, width - 1, y)]);
  return [...new Set([...horizontal, ...vertical].flat())];
}

/** The size of the box around all that is not background. */
export function drawingSize(picture: Picture, background: string): { width: number; height: number } {
  const drawn = picture.rows.flatMap((_, y) =>
    Array.from({ length: picture.width }, (_pixel, x) => ({ x, y })).filter(
      (pixel) => colorAt(picture, pixel.x, pixel.y) !== background,
    ),
  );
  const extent = (places: number[]) => Math.max(...places) - Math.min(...places) + 1;
  return { width: extent(drawn.map(({ x }) => x)), height: extent(drawn.map(({ y }) => y)) };
}
