import { describe, expect, test } from '@jest/globals';
import { availableOf } from '../../bench/peers/available.ts';
import { tableRow } from '../../bench/peers/table.ts';
import { type Contender, expectedAt, works } from '../../bench/peers/work.ts';

const contender = (more: Partial<Contender>): Contender => ({
  name: 'A peer',
  packages: [],
  start: async () => {
    throw new Error('nobody starts it here');
  },
  ...more,
});

function availability(contenders: readonly Contender[]) {
  const said: string[] = [];
  return { available: availableOf(contenders, (line) => said.push(line)), said };
}

describe('a contender of the bench', () => {
  test('that needs nothing is available without a word', () => {
    const app = contender({});
    expect(availability([app])).toEqual({ available: [app], said: [] });
  });

  test('whose packages are missing is skipped with the command that brings them, and nothing is installed for it', () => {
    const install = {
      what: [],
      run: () => {
        throw new Error('installed');
      },
    };
    const { available, said } = availability([contender({ packages: ['no-such-package'], install })]);
    expect(available).toEqual([]);
    expect(said.join()).toMatch(/^Skipped: A peer\..*no-such-package.*`apt-get install no-such-package`/);
  });

  test('that cannot be installed is skipped with the reason', () => {
    const run = () => {
      throw new Error('no network');
    };
    const { available, said } = availability([contender({ install: { what: ['part 1.0.0'], run } })]);
    expect(available).toEqual([]);
    expect(said).toEqual([
      expect.stringContaining('part 1.0.0'),
      expect.stringMatching(/^Skipped: A peer\..*no network/),
    ]);
  });
});

describe('a work of the bench', () => {
  test.each(works.map((work) => [work.title, work] as const))(
    'expects at the sink what its title says: %s',
    (title, work) => {
      const [count = ''] = /^[\d,]+|(?<=one metric, )\d+/.exec(title) ?? [];
      const dead = title.includes('dead') ? work.metrics / 50 : 0;
      expect(expectedAt(work)).toBe(Number(count.replace(',', '')) - dead);
    },
  );
});

describe('a line of the table of peers', () => {
  const result = { rate: 1_234.5, p50: 10.4, p99: 1_020, cpuSeconds: 0.123, megabytes: 41.6, lost: 0, doubled: 2 };

  test('has whole numbers but for the seconds of a processor', () => {
    expect(tableRow('work', 'peer', result)).toBe('| work | peer | 1,235 | 10, 1,020 | 0.123 | 42 | 0 | 2 |');
  });

  test('has no latencies when nothing arrived', () => {
    expect(tableRow('', 'peer', { ...result, rate: 0, lost: 1_200, doubled: 0 })).toBe(
      '|  | peer | 0 |  | 0.123 | 42 | 1,200 | 0 |',
    );
  });
});
