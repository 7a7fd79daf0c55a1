import { stopOnSignals } from '../../../local/process/stop-signals.ts';
import { machine } from '../report.ts';
import { alertmanager } from './alertmanager.ts';
import { appInMemory } from './app-in-memory.ts';
import { appWithStorage } from './app-with-storage.ts';
import { availableOf } from './available.ts';
import { bullMq } from './bullmq.ts';
import { versionOf } from './program.ts';
import { prometheus } from './prometheus.ts';
import { run } from './run.ts';
import { TABLE_HEAD, tableRow } from './table.ts';
import { type Contender, works } from './work.ts';

/*
 * `npm run bench:peers` has the same work done by the app and by those of its peers that are installed, one after another in one run,
 * and prints the table of docs/performance.md. `-- TEXT` chooses the works whose title contains the text.
 */

// Programs that are not Node end only when this process exits by itself.
stopOnSignals(() => process.exit(130));
const all: readonly Contender[] = [alertmanager, prometheus, bullMq, appInMemory, appWithStorage];
const contenders = availableOf(all, console.log);
const packages = new Set(contenders.flatMap((contender) => contender.packages));
const { node, processors, model, loadBefore } = machine();
console.log(`Node ${[node, ...[...packages].map(versionOf)].join(', ')}`);
console.log(`${processors} processors, ${model}, load before ${loadBefore}\n`);
console.log(TABLE_HEAD);
for (const work of works.filter(({ title }) => title.includes(process.argv[2] ?? ''))) {
  const able = contenders.filter(({ recoveryMs }) => recoveryMs !== undefined || !work.kill);
  for (const [index, contender] of able.entries()) {
    console.log(tableRow(index === 0 ? work.title : '', contender.name, await run(contender, work)));
  }
}
process.exit(0);
