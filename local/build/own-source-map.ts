/** A source map, version 3. */
interface SourceMap {
  readonly version: number;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const MORE = 32;

/**
 * Reduces a source map to our own sources. Node parses the map while it loads the bundle, and nine tenths of it would be packages.
 * Names are left out: the bundle keeps the names of functions.
 */
export function ownSourceMap(map: SourceMap): SourceMap {
  const own = map.sources.map((source) => !source.includes('node_modules/'));
  const kept = map.sources.map((_source, index) => own.slice(0, index).filter(Boolean).length);
  const reader = createReader();
  const writer = createWriter();
  const lines = map.mappings.split(';').map((line) => {
    reader.startLine();
    writer.startLine();
    const segments = line === '' ? [] : line.split(',').map(reader.read);
    return segments.map(({ column, place }) =>
      place && own[place[0]]
        ? writer.write(column, [kept[place[0]] ?? 0, place[1], place[2]])
        : writer.writeForeign(column),
    );
  });
  const mappings = lines.map((line) => line.filter(Boolean).join(',')).join(';');
  return { version: map.version, sources: map.sources.filter((_source, index) => own[index]), names: [], mappings };
}

/** Source, line and column. */
type Place = readonly [source: number, line: number, column: number];

/** Each number of a mapping is the difference from the one before it. */
function createReader() {
  let column = 0;
  let place: Place = [0, 0, 0];
  return {
    startLine: () => {
      column = 0;
    },
    read: (segment: string): { column: number; place?: Place } => {
      const [ofColumn = 0, source, line = 0, sourceColumn = 0] = decode(segment);
      column += ofColumn;
      if (source === undefined) return { column };
      place = [place[0] + source, place[1] + line, place[2] + sourceColumn];
      return { column, place };
    },
  };
}

function createWriter() {
  let last = 0;
  let before: Place = [0, 0, 0];
  let isForeign = true;
  const advance = (column: number) => {
    const difference = column - last;
    last = column;
    return difference;
  };
  return {
    startLine: () => {
      last = 0;
      isForeign = true;
    },
    write: (column: number, place: Place): string => {
      const text = encode([advance(column), ...place.map((number, index) => number - (before[index] ?? 0))]);
      before = place;
      isForeign = false;
      return text;
    },
    /** Ends the mapping before it; empty when that one has ended already. */
    writeForeign: (column: number): string => {
      if (isForeign) return '';
      isForeign = true;
      return encode([advance(column)]);
    },
  };
}

/** Numbers of a segment in base64 VLQ: five bits a digit, the lowest first, the very lowest the sign. */
function decode(segment: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value += (digit % MORE) * 2 ** shift;
    shift += 5;
    if (digit >= MORE) continue;
    numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
    [value, shift] = [0, 0];
  }
  return numbers;
}

function encode(numbers: readonly number[]): string {
  return numbers.map((number) => encodeOne(number < 0 ? -number * 2 + 1 : number * 2)).join('');
}

function encodeOne(value: number): string {
  const rest = Math.floor(value / MORE);
  const digit = (value % MORE) + (rest > 0 ? MORE : 0);
  return (DIGITS[digit] ?? '') + (rest > 0 ? encodeOne(rest) : '');
}
