import { readOverview } from '../../../shared/application/overview/overview.ts';
import { fillEnvironment } from '../../support/filled-environment.ts';
import { OperatorWorld } from '../../support/operator-world.ts';
import { count, type Figure } from '../figure.ts';

/** The table requests of an environment's overview. */
export const overview: Figure = {
  id: 'overview',
  title: 'Overview of 40 subscriptions, 8 metrics and 300 firings',
  async measure() {
    const world = new OperatorWorld();
    await fillEnvironment(world);
    const before = world.store.requests;
    const query = { environmentId: 'contoso', language: 'en' } as const;
    await readOverview(world.deps, query, async () => ({ healthy: true, dependencies: [] }));
    return [count('table requests', world.store.requests - before, 10)];
  },
};
