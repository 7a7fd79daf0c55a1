import { beforeEach, expect, test } from '@jest/globals';
import { handleDeliveryMessage } from '../../../../shared/application/attempt/deliver-batch.ts';
import type { DeliveryMessage, ReleaseMessage } from '../../../../shared/application/ports.ts';
import { CircuitWorld, MINUTE } from '../../../support/circuit-world.ts';
import { answered } from '../../../support/world.ts';

/* Deliveries that waited for the circuit are released to a receiver that answers slowly. */

const ANSWER_MS = 20_000;
const WAITING = 30;

let world: CircuitWorld;
let batch: ReleaseMessage;
/** Runs while the receiver handles a request. */
let meanwhile: () => void;

beforeEach(async () => {
  world = await CircuitWorld.start();
  await world.fire(5);
  await world.fire(WAITING);
  meanwhile = () => {};
  world.answers.set('https://flow.example/run?sig=hush', () => {
    meanwhile();
    world.now += ANSWER_MS;
    return answered(202);
  });
  const probe = Object(world.rowsOf(world.id, 'h.')[0]?.data).circuit?.probe;
  const due = world.queue.find(({ batch: message }) => message.kind === 'deliver' && message.group === probe);
  if (!due) throw new Error('no probe is due');
  world.now = due.visibleAt;
  world.queue = [];
  await handleDeliveryMessage(world.deps, due.batch);
  const [release] = world.queue.splice(0);
  if (release?.batch.kind !== 'release') throw new Error('the circuit was not closed');
  batch = release.batch;
});

test('the release of waiting deliveries stops after two minutes and the next invocation continues in order', async () => {
  const before = world.arrived.length;
  const lasted: number[] = [];
  for (let next: DeliveryMessage | undefined = batch; next; next = world.queue.shift()?.batch) {
    const began = world.now;
    await handleDeliveryMessage(world.deps, next);
    lasted.push(world.now - began);
  }
  expect(Math.max(...lasted)).toBeLessThanOrEqual(2 * MINUTE + ANSWER_MS);
  expect(world.arrived.length - before).toBe(WAITING);
  expect(world.arrivedSequences().slice(before)).toEqual(Array.from({ length: WAITING }, (_, index) => index + 6));
});

test('the release of waiting deliveries holds its lock against other workers until it ends', async () => {
  const others: Promise<void>[] = [];
  meanwhile = () => void others.push(handleDeliveryMessage(world.deps, batch));
  const before = world.arrived.length;
  await handleDeliveryMessage(world.deps, batch);
  expect(others.length).toBeGreaterThan(3);
  await Promise.all(others);
  expect(world.arrived.length - before).toBe(others.length);
});

test('the release of waiting deliveries stops when another worker has taken its lock', async () => {
  const [partition, topic, suffix] = [batch.partition, batch.topic, batch.suffix];
  const key = `l.${topic}.${suffix}`;
  meanwhile = () => {
    meanwhile = () => {};
    void world.store.commit(partition, [{ kind: 'put', key, data: { until: '2026-11-21T00:00:00.0000000Z' } }]);
  };
  const before = world.arrived.length;
  await handleDeliveryMessage(world.deps, batch);
  expect(world.arrived.length - before).toBe(1);
  expect(world.store.rowsUnder(partition, key)).toHaveLength(1);
});
