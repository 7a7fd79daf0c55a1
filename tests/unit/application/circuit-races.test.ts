import { expect, test } from '@jest/globals';
import { deliver } from '../../../shared/application/deliver.ts';
import { enable } from '../../../shared/application/enable.ts';
import type { DeliveryBatch, Deps } from '../../../shared/application/ports.ts';
import { unsubscribe } from '../../../shared/application/unsubscribe.ts';
import { CircuitWorld, MINUTE } from '../../support/circuit-world.ts';

const HOUR = 60 * MINUTE;

interface Gate {
  readonly opens: Promise<void>;
  open(): void;
}

function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opens: promise, open: resolve };
}

/** A worker that has read the subscription, and looks at its delivery and circuit only when the gate opens. */
function worker({ deps }: CircuitWorld, look: Gate): Deps {
  const { store } = deps;
  const read = async (partition: string, key: string) => {
    if (key.startsWith('d.')) await look.opens;
    return store.read(partition, key);
  };
  return { ...deps, store: { read, range: store.range.bind(store), commit: store.commit.bind(store) } };
}

/** Two batches of retries that are due, neither of them that of the probe. */
async function twoRetries(world: CircuitWorld): Promise<[DeliveryBatch, DeliveryBatch]> {
  const probe = Object(world.rowsOf(world.id, 'h.')[0]?.data).circuit?.probe;
  const due = world.queue.splice(0).map(({ batch }) => batch);
  const [one, other] = due.filter(({ group }) => group !== probe && group !== 'release');
  if (!one || !other) throw new Error('there are no two retries');
  return [one, other];
}

test.each<[end: string, end: (world: CircuitWorld) => Promise<unknown>]>([
  ['it is enabled', (world) => enable(world.deps, world.id)],
  ['it is deleted', (world) => unsubscribe(world.deps, world.id, world.token)],
])('workers that saw the circuit of a subscription open leave nothing waiting when %s meanwhile', async (_end, end) => {
  const world = await CircuitWorld.start();
  await world.fire(5);
  world.now += 6_000;
  const [first, second] = await twoRetries(world);
  const [firstLooks, secondLooks, answers] = [gate(), gate(), gate()];
  const sending = gate();
  const firstWorker: Deps = {
    ...worker(world, firstLooks),
    sender: {
      send: async (request) => {
        sending.open();
        await answers.opens;
        return world.deps.sender.send(request);
      },
    },
  };
  const handled = [deliver(firstWorker, first), deliver(worker(world, secondLooks), second)];
  await end(world);
  await world.sweep();
  await world.drainQueue(world.now);
  firstLooks.open();
  await sending.opens;
  secondLooks.open();
  await handled[1];
  answers.open();
  await handled[0];
  world.answers.clear();
  await world.pass(2 * HOUR);
  expect(world.states().filter((state) => state !== 'delivered' && state !== 'dead')).toEqual([]);
});
