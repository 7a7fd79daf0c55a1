import { eventually } from '../eventually.ts';
import type { ActionRunner } from './action-runner.ts';
import type { Pick } from './design-time.ts';

/** An environment in which things have happened, with names that an address has to encode. */
export const ENVIRONMENT = 'contoso west/1';
export const NAMES = ['crm-contacts', 'ERP orders/2026', 'über+größe 50%', 'a#b?c&d=e'];

/** Chooses an environment, and of everything else the last one. */
export const choosing =
  (environmentId: string): Pick =>
  (name, choices) =>
    name.endsWith('environmentId') ? choices.find(({ value }) => value === environmentId) : choices.at(-1);

/** By events, as there is no other way. */
export async function populate(actions: ActionRunner): Promise<void> {
  const at = new Date(Date.UTC(2026, 10, 20)).toISOString();
  for (const [index, name] of NAMES.entries()) {
    const event = { eventId: `e-${index}`, environmentId: ENVIRONMENT, runId: `run-${index}`, name };
    const run = { operation: 'ingestion', status: index % 2 ? 'failed' : 'succeeded', startedAt: at, endedAt: at };
    await actions.run('PublishRefreshStatus', { body: { ...event, ...run, displayName: `Source ${index}` } });
    for (const metricType of ['segment', 'measure']) {
      await actions.run('PublishMetricChange', { body: { ...event, metricType, value: index, evaluatedAt: at } });
    }
  }
  const lists = ['ListDataSources', 'ListSegments', 'ListMeasures'];
  await eventually('all names', async () => {
    const counts = await Promise.all(lists.map((list) => actions.runAll(list, { environmentId: ENVIRONMENT })));
    return counts.every(({ length }) => length === NAMES.length);
  });
}
