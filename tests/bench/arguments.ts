import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';

/** What the bench was asked for. */
export interface BenchArguments<F extends Pick<Figure, 'id'>> {
  readonly isJson: boolean;
  readonly figures: readonly F[];
}

/** Reads `--json` and `--only FIGURE`, which may be repeated. @throws when there is anything else. */
export function readBenchArguments<F extends Pick<Figure, 'id'>>(
  args: readonly string[],
  all: readonly F[],
): BenchArguments<F> {
  const { json, only } = parse(args, all);
  const unknown = only.find((name) => !all.some(({ id }) => id === name));
  if (unknown !== undefined) throw new Error(`there is no figure '${unknown}'; ${expected(all)}`);
  return { isJson: json, figures: only.length > 0 ? all.filter(({ id }) => only.includes(id)) : all };
}

function parse(args: readonly string[], all: readonly Pick<Figure, 'id'>[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, only: { type: 'string', multiple: true, default: [] } },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ', 1)[0] : String(error);
    throw new Error(`${reason}; ${expected(all)}`);
  }
}

function expected(all: readonly Pick<Figure, 'id'>[]): string {
  return `expected --json or --only <figure>, one of ${all.map(({ id }) => id).join(', ')}`;
}
