import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** The rooms and packages that the files of a room may import. */
interface Rule {
  readonly rooms: readonly string[];
  readonly packages: RegExp;
}

const APPLICATION = 'shared/application';
const DOMAIN = ['shared/contract', 'shared/domain'];

/** The rule of an application room: it may import the given rooms, the root files, the domain and the contract. */
const application = (...rooms: readonly string[]): Rule => ({
  rooms: [...DOMAIN, APPLICATION, ...rooms.map((room) => `${APPLICATION}/${room}`)],
  packages: /^zod$/,
});

const APPLICATION_ROOMS = [
  'store',
  'delivery',
  'attempt',
  'firing',
  'events',
  'subscriptions',
  'operator',
  'environments',
  'maintenance',
  'diagnostics',
  'overview',
].map((room) => `${APPLICATION}/${room}`);
const ADAPTER_ROOMS = ['inbound', 'http', 'storage', 'crypto', 'telemetry'].map((room) => `shared/adapters/${room}`);

const RULES: Readonly<Record<string, Rule>> = {
  'shared/contract': { rooms: [], packages: /^zod$/ },
  'shared/domain': { rooms: ['shared/contract'], packages: /^(zod|node:crypto)$/ },
  [APPLICATION]: { rooms: DOMAIN, packages: /^zod$/ },
  [`${APPLICATION}/store`]: application(),
  [`${APPLICATION}/delivery`]: application('store'),
  [`${APPLICATION}/attempt`]: application('store', 'delivery'),
  [`${APPLICATION}/firing`]: application('store', 'delivery', 'attempt'),
  [`${APPLICATION}/events`]: application('store', 'delivery', 'attempt', 'firing'),
  [`${APPLICATION}/subscriptions`]: application('store', 'delivery', 'attempt', 'firing'),
  [`${APPLICATION}/maintenance`]: application('store', 'delivery', 'attempt', 'firing'),
  [`${APPLICATION}/operator`]: application('store', 'delivery', 'attempt', 'firing', 'events', 'subscriptions'),
  [`${APPLICATION}/environments`]: application('store'),
  [`${APPLICATION}/diagnostics`]: application('store'),
  [`${APPLICATION}/overview`]: application('store', 'subscriptions', 'operator', 'environments'),
  'shared/adapters/inbound': {
    rooms: [...DOMAIN, APPLICATION, ...APPLICATION_ROOMS, 'shared/adapters/storage', 'shared/adapters/telemetry'],
    packages: /^(@azure\/functions|node:async_hooks|zod)$/,
  },
  'shared/adapters/http': { rooms: [...DOMAIN, APPLICATION], packages: /^(zod|node:(http|https|net|dns\/promises))$/ },
  'shared/adapters/storage': {
    rooms: [...DOMAIN, APPLICATION, `${APPLICATION}/store`, `${APPLICATION}/delivery`, 'shared/settings'],
    packages: /^(@azure\/(data-tables|identity|storage-blob|storage-queue)|zod)$/,
  },
  'shared/adapters/crypto': { rooms: [APPLICATION], packages: /^(node:crypto|standardwebhooks)$/ },
  'shared/adapters/telemetry': {
    rooms: ['shared/contract', APPLICATION],
    packages: /^(@opentelemetry\/[a-z-]+|node:timers\/promises)$/,
  },
  'shared/adapters/console': { rooms: [], packages: /^(@azure\/functions|node:fs|zod)$/ },
  'shared/settings': { rooms: [], packages: /^zod$/ },
  'shared/config.ts': { rooms: ['package.json', 'shared/settings'], packages: /^$/ },
  'shared/composition-root.ts': {
    rooms: [...ADAPTER_ROOMS, APPLICATION, 'shared/config.ts'],
    packages: /^(@azure\/storage-queue|node:(crypto|timers\/promises))$/,
  },
  functions: {
    rooms: [
      ...DOMAIN,
      APPLICATION,
      ...APPLICATION_ROOMS,
      'shared/adapters/console',
      'shared/adapters/inbound',
      'shared/adapters/storage',
      'shared/composition-root.ts',
      'shared/config.ts',
    ],
    packages: /^(@azure\/functions|node:async_hooks|zod)$/,
  },
  'local/host': { rooms: [], packages: /./ },
  // The build makes what these files of the console describe.
  local: { rooms: ['local/host', 'local/connector', 'shared/adapters/console', 'console/texts'], packages: /./ },
  'local/connector': { rooms: ['local'], packages: /^(fflate|zod|node:(fs|path|util))$/ },
  'console/icons': { rooms: [], packages: /^react$/ },
  'console/texts': { rooms: DOMAIN, packages: /^locale:[a-z]{2}$/ },
  // The page makes the connector for its own host with what the command makes it with.
  'console/packages': { rooms: ['local/connector'], packages: /^connector:source$/ },
  'console/api': { rooms: [...DOMAIN, 'console/parts'], packages: /^$/ },
  'console/parts': {
    rooms: [...DOMAIN, 'console/api', 'console/texts'],
    packages: /^(react|@fluentui\/react-(components|icons)|@tanstack\/react-query)$/,
  },
  'console/views': {
    rooms: [...DOMAIN, 'console/api', 'console/packages', 'console/parts', 'console/texts'],
    packages: /^(react|@fluentui\/react-(components|icons)|@tanstack\/react-query)$/,
  },
  'console/frame': {
    rooms: [...DOMAIN, 'console/api', 'console/parts', 'console/texts', 'console/views'],
    packages: /^(react|@fluentui\/react-(components|icons)|@tanstack\/react-query)$/,
  },
  'console/main.tsx': { rooms: ['console/frame', 'console/parts'], packages: /^react-dom\/client$/ },
  'infra/connector': { rooms: [...DOMAIN, 'package.json'], packages: /^(zod|node:fs)$/ },
};

const sources = ['functions', 'shared', 'local', 'infra/connector', 'console'].flatMap((house) =>
  readdirSync(house, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(house, file)),
);

const rooms = Object.keys(RULES).toSorted((a, b) => b.length - a.length);
const roomOf = (path: string) => rooms.find((room) => path === room || path.startsWith(`${room}/`)) ?? path;

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    ([, named, bare, dynamic]) => named ?? bare ?? dynamic ?? '',
  );
}

describe('the architecture', () => {
  test.each(sources.map((file) => [file]))(
    'lets %s import only the rooms and packages that its room may use',
    (file) => {
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
    },
  );

  test('hands out the keys of the table by keys.ts alone', () => {
    const keys = `${APPLICATION}/store/keys`;
    const takers = sources.filter((file) =>
      importsOf(file).some((name) => normalize(join(dirname(file), name)).startsWith(`${keys}/`)),
    );
    expect(takers.filter((file) => file !== `${keys}.ts` && !file.startsWith(`${keys}/`))).toEqual([]);
  });

  test('has an import rule for the room of every file', () => {
    expect(sources.filter((file) => !(roomOf(file) in RULES))).toEqual([]);
  });

  test('loads every function file from functions/main.ts', () => {
    const started = importsOf('functions/main.ts').map((name) => join('functions', name));
    const files = sources.filter((file) => file.startsWith('functions/') && file !== 'functions/main.ts');
    expect(started.toSorted()).toEqual(files.toSorted());
  });
});

describe('the console', () => {
  const files = sources.filter((file) => file.startsWith('console/'));

  test.each(files.map((file) => [file]))('takes types only from the rest of the app in %s', (file) => {
    const taken = readFileSync(file, 'utf8').match(/^import (?!type )[^;]*?from '(\.\.\/)+shared\/[^']+'/gm);
    expect(taken).toBeNull();
  });
});

describe('the source code', () => {
  test('reads process.env in shared/config.ts only', () => {
    const readers = sources.filter(
      (file) => !file.startsWith('local/') && readFileSync(file, 'utf8').includes('process.env'),
    );
    expect(readers).toEqual(['shared/config.ts']);
  });

  test.each(
    sources
      .filter((file) => file.startsWith('shared/domain') || file.startsWith('shared/application'))
      .map((file) => [file]),
  )('uses no clock, timer or random numbers directly in %s', (file) => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/Date\.now|new Date\(\)|Math\.random|randomBytes|setTimeout/);
  });
});
