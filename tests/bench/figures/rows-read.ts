import { sampleEvent } from '../../support/event-builders.ts';
import { enterThresholds } from '../../support/many-thresholds.ts';
import { World } from '../../support/world.ts';
import { count, type Figure } from '../figure.ts';

const THRESHOLDS = 100_000;

/** The rows that are read to find the crossed thresholds among many of one metric. */
export const rowsRead: Figure = {
  id: 'rows-read',
  title: `10 crossed thresholds of ${THRESHOLDS.toLocaleString('en')} on one metric`,
  async measure() {
    const world = new World();
    await enterThresholds(world, THRESHOLDS);
    await world.receive('metric-change', sampleEvent(500_005));
    const before = world.store.rowsRead;
    await world.receive('metric-change', sampleEvent(500_105));
    // One of the rows is the state of the metric.
    return [
      count('subscription rows read', world.store.rowsRead - before - 1, 10),
      count('webhooks', world.arrived.length, 10),
    ];
  },
};
