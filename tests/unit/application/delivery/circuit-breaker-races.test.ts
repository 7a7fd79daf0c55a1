import { expect, test } from '@jest/globals';
import { handleDeliveryMessage } from '../../../../shared/application/attempt/deliver-batch.ts';
import { receiveMessage } from '../../../../shared/application/events/receive-message.ts';
import type { DeliveryMessage, Deps } from '../../../../shared/application/ports.ts';
import { enable } from '../../../../shared/application/subscriptions/enable.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { CircuitWorld, MINUTE } from '../../../support/circuit-world.ts';
import { flowTurnedOff } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

const HOUR = 60 * MINUTE;

interface Gate {
  readonly opens: Promise<void>;
  open(): void;
}

function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opens: promise, open: resolve };
}

/** A worker that reads the subscription now and its deliveries only after the gate opens. */
function worker({ deps }: CircuitWorld, mayRead: Gate): Deps {
  const { store } = deps;
  const read = async (partition: string, key: string) => {
    if (key.startsWith('d.')) await mayRead.opens;
    return store.read(partition, key);
  };
  const [range, commit] = [store.range.bind(store), store.commit.bind(store)];
  return { ...deps, store: { read, range, commit, noteUnreadable: store.noteUnreadable.bind(store) } };
}

/** Two batches of retries that are due. Neither is the half-open probe. */
async function twoRetries(world: CircuitWorld): Promise<[DeliveryMessage, DeliveryMessage]> {
  const probe = Object(world.rowsOf(world.id, 'h.')[0]?.data).circuit?.probe;
  const due = world.queue.splice(0).map(({ batch }) => batch);
  const [one, other] = due.filter((message) => message.kind === 'deliver' && message.group !== probe);
  if (!one || !other) throw new Error('expected two retries');
  return [one, other];
}

test.each<[end: string, end: (world: CircuitWorld) => Promise<unknown>]>([
  ['the subscription is enabled', (world) => enable(world.deps, world.id)],
  ['the subscription is deleted', (world) => unsubscribe(world.deps, world.id, world.token)],
])(
  'the circuit breaker leaves no delivery waiting when %s while workers still see the circuit open',
  async (_end, end) => {
    const world = await CircuitWorld.start();
    await world.fire(5);
    world.now += 6_000;
    const [first, second] = await twoRetries(world);
    const [firstMayRead, secondMayRead, answers] = [gate(), gate(), gate()];
    const sending = gate();
    const firstWorker: Deps = {
      ...worker(world, firstMayRead),
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
      handleDeliveryMessage(worker(world, secondMayRead), second),
    ];
    await end(world);
    await world.sweep();
    await world.drainQueue(world.now);
    firstMayRead.open();
    await Promise.race([sending.opens, handled[0]]);
    secondMayRead.open();
    await handled[1];
    answers.open();
    await handled[0];
    world.answers.clear();
    await world.advanceTime(2 * HOUR);
    expect(world.deliveryStates().filter((state) => state !== 'delivered' && state !== 'dead')).toEqual([]);
  },
);

/** The batches of the half-open probe and of one other retry, both due. */
function probeAndAnother(world: CircuitWorld): [DeliveryMessage, DeliveryMessage] {
  const group = Object(world.rowsOf(world.id, 'h.')[0]?.data).circuit?.probe;
  const due = world.queue.splice(0).map(({ batch }) => batch);
  const groupOf = (message: DeliveryMessage) => (message.kind === 'deliver' ? message.group : undefined);
  const [probe, other] = [due.find((one) => groupOf(one) === group), due.find((one) => groupOf(one) !== group)];
  if (!probe || !other) throw new Error('expected two retries');
  return [probe, other];
}

test('the circuit breaker sends nothing more once the probe has found the flow turned off', async () => {
  const world = await CircuitWorld.start();
  await world.fire(5);
  world.now += 6_000;
  const [probe, other] = probeAndAnother(world);
  const mayRead = gate();
  const handled = handleDeliveryMessage(worker(world, mayRead), other);
  world.answerWith(flowTurnedOff);
  await handleDeliveryMessage(world.deps, probe);
  expect(await world.status()).toBe('dormant');
  const sent = world.arrived.length;
  mayRead.open();
  await handled;
  await world.advanceTime(5 * MINUTE);
  expect(world.arrived).toHaveLength(sent);
  expect(await world.deadLetterCodes()).toEqual(Array(5).fill('dormant'));
});

test('the circuit breaker closes on the success of an attempt that began before it opened', async () => {
  const world = await CircuitWorld.start();
  world.setRetrySchedule(...Array<number>(5).fill(5 * HOUR));
  const answers = gate();
  const sender = { send: () => answers.opens.then(() => answered(202)) };
  const arrival = { queue: 'refresh-status', message: world.nextRun(), insertedAt: world.now } as const;
  const slow = receiveMessage({ ...world.deps, sender }, arrival);
  await world.openCircuitWithThreeWaiting();
  expect(world.deliveryStates().filter((state) => state === 'waiting')).toHaveLength(3);
  world.now += 20_000;
  answers.open();
  await slow;
  expect(await world.status()).toBe('active');
  world.answerWith(answered(202));
  await world.advanceTime(2 * MINUTE);
  expect(world.deliveryStates().toSorted()).toEqual([...Array(4).fill('delivered'), ...Array(5).fill('retrying')]);
});
