import { expect, test } from '@jest/globals';
import { handleDeliveryMessage } from '../../../shared/application/attempt/deliver-batch.ts';
import { receiveMessage } from '../../../shared/application/events/receive-message.ts';
import type { DeliveryMessage, Deps } from '../../../shared/application/ports.ts';
import { enable } from '../../../shared/application/subscriptions/enable.ts';
import { unsubscribe } from '../../../shared/application/subscriptions/unsubscribe.ts';
import { CircuitWorld, MINUTE } from '../../support/circuit-world.ts';
import { turnedOff } from '../../support/operator-world.ts';
import { answered } from '../../support/world.ts';

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
async function twoRetries(world: CircuitWorld): Promise<[DeliveryMessage, DeliveryMessage]> {
  const probe = Object(world.rowsOf(world.id, 'h.')[0]?.data).circuit?.probe;
  const due = world.queue.splice(0).map(({ batch }) => batch);
  const [one, other] = due.filter((message) => message.kind === 'deliver' && message.group !== probe);
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
  const handled = [
    handleDeliveryMessage(firstWorker, first),
    handleDeliveryMessage(worker(world, secondLooks), second),
  ];
  await end(world);
  await world.sweep();
  await world.drainQueue(world.now);
  firstLooks.open();
  await Promise.race([sending.opens, handled[0]]);
  secondLooks.open();
  await handled[1];
  answers.open();
  await handled[0];
  world.answers.clear();
  await world.pass(2 * HOUR);
  expect(world.states().filter((state) => state !== 'delivered' && state !== 'dead')).toEqual([]);
});

const groupOf = (message: DeliveryMessage) => (message.kind === 'deliver' ? message.group : undefined);

/** The batches of the probe and of one other retry, both due. */
function probeAndAnother(world: CircuitWorld): [DeliveryMessage, DeliveryMessage] {
  const group = Object(world.rowsOf(world.id, 'h.')[0]?.data).circuit?.probe;
  const due = world.queue.splice(0).map(({ batch }) => batch);
  const [probe, other] = [due.find((batch) => groupOf(batch) === group), due.find((batch) => groupOf(batch) !== group)];
  if (!probe || !other) throw new Error('there are no two retries');
  return [probe, other];
}

test('a worker that saw the circuit open sends nothing to a flow that was found turned off meanwhile', async () => {
  const world = await CircuitWorld.start();
  await world.fire(5);
  world.now += 6_000;
  const [probe, other] = probeAndAnother(world);
  const looks = gate();
  const handled = handleDeliveryMessage(worker(world, looks), other);
  world.answer(turnedOff);
  await handleDeliveryMessage(world.deps, probe);
  expect(await world.status()).toBe('dormant');
  const sent = world.arrived.length;
  looks.open();
  await handled;
  await world.pass(5 * MINUTE);
  expect(world.arrived).toHaveLength(sent);
  expect(await world.deadCodes()).toEqual(Array(5).fill('dormant'));
});

test('a success that began before the circuit opened closes it, and what waits is released', async () => {
  const world = await CircuitWorld.start();
  world.retryAfter(...Array<number>(5).fill(5 * HOUR));
  const answers = gate();
  const sender = { send: () => answers.opens.then(() => answered(202)) };
  const arrival = { queue: 'refresh-status', message: world.nextRun(), insertedAt: world.now } as const;
  const slow = receiveMessage({ ...world.deps, sender }, arrival);
  await world.openWithThreeWaiting();
  expect(world.states().filter((state) => state === 'waiting')).toHaveLength(3);
  world.now += 20_000;
  answers.open();
  await slow;
  expect(await world.status()).toBe('active');
  world.answer(answered(202));
  await world.pass(2 * MINUTE);
  expect(world.states().toSorted()).toEqual([...Array(4).fill('delivered'), ...Array(5).fill('retrying')]);
});
