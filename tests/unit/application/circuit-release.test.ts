import { beforeEach, expect, test } from '@jest/globals';
import { handleDeliveryMessage } from '../../../shared/application/attempt/deliver-batch.ts';
import type { DeliveryMessage, ReleaseMessage } from '../../../shared/application/ports.ts';
import { CircuitWorld, MINUTE } from '../../support/circuit-world.ts';
import { answered } from '../../support/world.ts';

/* What waited for a circuit is sent to a receiver that answers, but takes its time. */

const ANSWER_MS = 20_000;
const WAITING = 30;

let world: CircuitWorld;
let batch: ReleaseMessage;
/** What else happens while the receiver has a request. */
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

test('no invocation lasts longer than a few minutes; the next one goes on', async () => {
  const before = world.arrived.length;
  const lasted: number[] = [];
  for (let next: DeliveryMessage | undefined = batch; next; next = world.queue.shift()?.batch) {
    const began = world.now;
    await handleDeliveryMessage(world.deps, next);
    lasted.push(world.now - began);
  }
  expect(Math.max(...lasted)).toBeLessThanOrEqual(2 * MINUTE + ANSWER_MS);
  expect(world.arrived.length - before).toBe(WAITING);
  expect(world.sequences().slice(before)).toEqual(Array.from({ length: WAITING }, (_, index) => index + 6));
});

test('nobody else releases meanwhile, however long it takes', async () => {
  const others: Promise<unknown[]>[] = [];
  meanwhile = () => void others.push(handleDeliveryMessage(world.deps, batch));
  await handleDeliveryMessage(world.deps, batch);
  expect(others.length).toBeGreaterThan(3);
  expect((await Promise.all(others)).flat()).toEqual([]);
});

test('who has lost the lock to another stops, and leaves the lock to that one', async () => {
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
