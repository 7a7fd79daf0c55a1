import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const PACKAGES = /^(?:@azure\/|zod$|standardwebhooks$|node:)/;

/** What the files of a room may import: other rooms, and packages. */
interface Rule {
  readonly rooms: readonly string[];
  readonly packages: RegExp;
}

const RULES: Readonly<Record<string, Rule>> = {
  'shared/domain': { rooms: [], packages: /^(zod|node:crypto)$/ },
  'shared/application': { rooms: ['shared/domain'], packages: /^zod$/ },
  'shared/adapters': {
    rooms: ['shared/domain', 'shared/application', 'shared/storage-account.ts'],
    packages: PACKAGES,
  },
  'shared/storage-account.ts': { rooms: [], packages: /^$/ },
  'shared/config.ts': {
    rooms: ['package.json', 'shared/domain', 'shared/storage-account.ts'],
    packages: /^zod$/,
  },
  'shared/composition-root.ts': {
    rooms: ['shared/adapters', 'shared/application', 'shared/config.ts'],
    packages: PACKAGES,
  },
  functions: {
    rooms: ['shared/composition-root.ts', 'shared/config.ts', 'shared/adapters', 'shared/application', 'shared/domain'],
    packages: /^(@azure\/functions|zod)$/,
  },
  local: { rooms: [], packages: /./ },
  'infra/connector': { rooms: ['shared/domain', 'package.json'], packages: /^(zod|node:fs)$/ },
};

const sources = Object.keys(RULES).flatMap((room) =>
  room.endsWith('.ts')
    ? [room]
    : readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(room, file)),
);

const rooms = Object.keys(RULES).toSorted((a, b) => b.length - a.length);
const roomOf = (path: string) => rooms.find((room) => path === room || path.startsWith(`${room}/`)) ?? path;

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    ([, named, bare, dynamic]) => named ?? bare ?? dynamic ?? '',
  );
}

describe('imports run one way', () => {
  test.each(sources.map((file) => [file]))('%s imports only what its room may', (file) => {
    const room = roomOf(file);
    const rule = RULES[room];
    for (const name of importsOf(file)) {
      if (!name.startsWith('.')) {
        expect(name).toMatch(rule?.packages ?? /^$/);
        continue;
      }
      const target = roomOf(normalize(join(dirname(file), name)));
      if (target !== room) expect(rule?.rooms).toContain(target);
    }
  });

  test('the bundle starts every function file', () => {
    const started = importsOf('functions/main.ts').map((name) => name.replace('./', ''));
    const files = readdirSync('functions').filter((file) => file !== 'main.ts');
    expect(started.toSorted()).toEqual(files.toSorted());
  });
});

// The list of all functions has a line for each.
const functionFiles = sources.filter((file) => file.startsWith('functions/') && file !== 'functions/main.ts');

describe('what the inside keeps to', () => {
  test('only the configuration reads the environment of the process', () => {
    const readers = sources.filter(
      (file) => !file.startsWith('local/') && readFileSync(file, 'utf8').includes('process.env'),
    );
    expect(readers).toEqual(['shared/config.ts']);
  });

  test.each(
    sources
      .filter((file) => file.startsWith('shared/domain') || file.startsWith('shared/application'))
      .map((file) => [file]),
  )('%s asks neither the clock nor chance by itself', (file) => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/Date\.now|new Date\(\)|Math\.random|randomBytes|setTimeout/);
  });

  test.each(functionFiles.map((file) => [file]))('%s has at most 40 lines', (file) => {
    expect(readFileSync(file, 'utf8').split('\n').length - 1).toBeLessThanOrEqual(40);
  });
});
