import { beforeEach, expect, test } from '@jest/globals';
import { handleDeliveryMessage } from '../../../../shared/application/attempt/deliver-batch.ts';
import { subscriptionAddress } from '../../../../shared/application/store/resource-ids.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

let world: World;
let address: ReturnType<typeof subscriptionAddress>;

beforeEach(async () => {
  world = new World();
  const { subscription } = await world.subscribe('data-source-refresh-failed', {});
  address = subscriptionAddress(subscription.id);
  await world.receive('refresh-status', refreshEvent({}));
});

test('a message of a release removes no row but the work row of that release, whatever key it names', async () => {
  const { partition, topic, suffix } = address;
  const before = world.store.rowsUnder(partition).map(({ key }) => key);
  for (const work of [...before, 'w.', 'w.2026-01-01T00:00:000000000Z.sources.release.other']) {
    await handleDeliveryMessage(world.deps, { kind: 'release', partition, topic, suffix, work });
  }
  expect(world.store.rowsUnder(partition).map(({ key }) => key)).toEqual(before);
});

test('a message of a release leaves the work row of another subscription alone', async () => {
  const { partition, topic, suffix } = address;
  const key = 'w.2026-01-01T00:00:000000000Z.sources.release.other';
  await world.store.commit(partition, [{ kind: 'put', key, data: { kind: 'release', topic, suffix: 'other' } }]);
  await handleDeliveryMessage(world.deps, { kind: 'release', partition, topic, suffix, work: key });
  expect(world.store.rowsUnder(partition, key)).toHaveLength(1);
});
