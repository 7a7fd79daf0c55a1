import { writeFileSync } from 'node:fs';
import { rounded } from '../report.ts';
import { plotSvg } from './plot.ts';
import {
  daysOfMetrics,
  eventsAmongSubscriptions,
  firingsToSubscribers,
  type Series,
  sweepsOfEnvironments,
} from './series.ts';

/* `npm run bench:growth` measures how costs grow with what is stored, and writes the table and the plot in `docs/`. */

const TABLE = 'docs/growth.md';
const PLOT = 'docs/growth.svg';

const all = [
  await eventsAmongSubscriptions(),
  await firingsToSubscribers(),
  await daysOfMetrics(),
  await sweepsOfEnvironments(),
];
writeFileSync(TABLE, `${[introduction(), ...all.map(tableOf)].join('\n\n')}\n`);
writeFileSync(PLOT, plotSvg(all));
console.log(`${TABLE}\n${PLOT}`);

function introduction(): string {
  return [
    '# How costs grow',
    '',
    'Written by `npm run bench:growth`, with the storage in memory. Requests and rows are those of the table and are exact; the time is the',
    "app's own, the median of five, and differs from machine to machine. [What it means](performance.md#growth).",
    '',
    '![Time by size](growth.svg)',
  ].join('\n');
}

function tableOf({ title, of, points }: Series): string {
  return [
    `## ${title}`,
    '',
    `| ${of} | table requests | rows read | milliseconds |`,
    '|---:|---:|---:|---:|',
    ...points.map(
      ({ size, requests, rowsRead, milliseconds }) =>
        `| ${[size, requests, rowsRead, milliseconds].map(rounded).join(' | ')} |`,
    ),
  ].join('\n');
}
