import { orRefuse } from '../../local/refuse.ts';
import { readBenchArguments } from './arguments.ts';
import type { Figure } from './figure.ts';
import { figures } from './figures.ts';
import { figureText, type Measured, machine, reportJson, verdict } from './report.ts';

/*
 * `npm run bench` measures what the app costs and how fast it is, each figure beside its target. `-- --only FIGURE` measures one of
 * them, `-- --json` prints JSON. A missed target is printed, and is no failure of the bench.
 */

const { isJson, figures: chosen } = orRefuse(() => readBenchArguments(process.argv.slice(2), figures));
const where = machine();
const say = (text: string) => void (isJson || console.log(text));
say(
  `${Object.entries(where)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}\n`,
);
const measured: Measured[] = [];
for (const figure of chosen) {
  measured.push(await measure(figure));
  say(`${measured.slice(-1).map(figureText).join('')}\n`);
}
if (isJson) console.log(reportJson(where, measured));
const verdicts = measured.flatMap(({ values }) => values.map(verdict));
const count = (wanted: string) => verdicts.filter((one) => one === wanted).length;
say(`${count('pass')} targets met, ${count('miss')} missed`);
// On a busy machine, slow attempts of a figure still try to record their results in an emulator that has ended, for minutes.
process.exit(0);

async function measure({ id, title, measure }: Figure): Promise<Measured> {
  const startedAt = performance.now();
  const values = await measure();
  return { id, title, values, seconds: (performance.now() - startedAt) / 1_000 };
}
