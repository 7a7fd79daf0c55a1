import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createAesCipher } from '../../../../shared/adapters/crypto/aes-cipher.ts';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { environmentPartition } from '../../../../shared/application/store/keys.ts';
import { getSubscription } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { sendTest } from '../../../../shared/application/subscriptions/send-test.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { answered, START, World } from '../../../support/world.ts';

const KEY = createAesCipher([randomBytes(32)]);
const OTHER_KEY = createAesCipher([randomBytes(32)]);
const CALLBACK = 'https://flow.example/run?sig=hush';
const MINUTE = 60_000;

let world: World;
let id: string;

beforeEach(async () => {
  world = new World();
  world.deps.cipher = KEY;
  id = (await world.subscribe('data-source-refresh-failed', {})).subscription.id;
});

const partition = environmentPartition('contoso');
const fire = (runId: string, environmentId = 'contoso') =>
  world.receive('refresh-status', refreshEvent({ runId, environmentId }));
const deadLetters = async () => (await listDeadLetters(world.deps, { source: 'delivery' })).value;

describe('a delivery whose secrets cannot be opened', () => {
  test('waits for days without an attempt, a failure or a dead letter, and goes out when the key is back', async () => {
    world.deps.cipher = OTHER_KEY;
    for (let run = 0; run < 8; run++) await fire(`run-${run}`);
    await world.drainQueue(START + 6 * 24 * 60 * MINUTE);
    expect(await getSubscription(world.deps, id)).toMatchObject({ status: 'active', consecutiveFailures: 0 });
    expect(await deadLetters()).toEqual([]);
    expect(world.arrived).toHaveLength(0);
    world.deps.cipher = KEY;
    await world.drainQueue(world.now + 10 * MINUTE);
    expect(world.arrived.map(({ headers }) => headers['webhook-attempt'])).toEqual(Array(8).fill('1'));
    expect(world.queue).toEqual([]);
  });

  test('is reported each time that it is put off', async () => {
    world.deps.cipher = OTHER_KEY;
    await fire('run');
    await world.drainQueue(START + MINUTE / 2);
    const trouble = { name: 'KeyTrouble', reason: 'secret-unreadable', subscriptionId: id };
    expect(world.lines('KeyTrouble')).toEqual(Array(2).fill({ ...trouble, notificationId: expect.any(String) }));
  });

  test('keeps the attempts and the schedule that it had', async () => {
    world.answers.set(CALLBACK, () => answered(503));
    await fire('run');
    world.deps.cipher = OTHER_KEY;
    await world.drainQueue(START + 60 * MINUTE);
    world.answers.clear();
    world.deps.cipher = KEY;
    await world.drainQueue(world.now + 10 * MINUTE);
    expect(world.arrived.map(({ headers }) => headers['webhook-attempt'])).toEqual(['1', '2']);
  });

  test('is tried at most every few minutes, and by the sweeper when its message is lost', async () => {
    world.deps.cipher = OTHER_KEY;
    await fire('run');
    const before = world.queueRequests;
    await world.drainQueue(START + 24 * 60 * MINUTE);
    expect(world.queueRequests - before).toBeLessThan(24 * 20);
    world.queue = [];
    world.deps.cipher = KEY;
    world.now += 10 * MINUTE;
    await world.sweep();
    await world.drainQueue(world.now);
    expect(world.arrived).toHaveLength(1);
  });

  test('stays the half-open probe of a circuit, which neither moves nor closes', async () => {
    world.answers.set(CALLBACK, () => answered(503));
    for (let run = 0; run < 6; run++) await fire(`run-${run}`);
    await world.drainQueue(world.now + 1_000);
    const before = await getSubscription(world.deps, id);
    expect(before.status).toBe('failing');
    world.deps.cipher = OTHER_KEY;
    await world.drainQueue(START + 60 * MINUTE);
    expect(await getSubscription(world.deps, id)).toMatchObject({
      status: 'failing',
      consecutiveFailures: before.consecutiveFailures,
    });
    world.answers.clear();
    world.deps.cipher = KEY;
    await world.drainQueue(world.now + 20 * MINUTE);
    expect(await getSubscription(world.deps, id)).toMatchObject({ status: 'active' });
    expect(new Set(world.arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(6);
  });

  test('may be a test, which waits too', async () => {
    world.deps.cipher = OTHER_KEY;
    await sendTest(world.deps, id);
    await world.drainQueue(START + 60 * MINUTE);
    world.deps.cipher = KEY;
    await world.drainQueue(world.now + 10 * MINUTE);
    expect(world.payloads()).toMatchObject([{ isTest: true }]);
  });
});

describe('a sealed secret', () => {
  const subscription = () => {
    const [found] = world.store.rowsUnder(partition, 's.');
    if (!found) throw new Error('there is no subscription');
    return found;
  };

  test('does not open in another environment to which its row is copied', async () => {
    const { key, data } = subscription();
    await world.subscribe('data-source-refresh-failed', {
      environmentId: 'theirs',
      callbackUrl: 'https://theirs.example/',
    });
    await world.store.commit(environmentPartition('theirs'), [{ kind: 'put', key, data: Object(data) }]);
    await fire('run', 'theirs');
    await world.drainQueue(START + 60 * MINUTE);
    expect(world.arrived.map(({ url }) => url)).toEqual(['https://theirs.example/']);
  });

  test('does not open in a row of another topic or with another suffix', async () => {
    const { key, data } = subscription();
    const copies = [key.replace('s.sources', 's.refresh'), `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`];
    await world.store.commit(partition, [
      { kind: 'remove', key },
      ...copies.map((copy) => ({ kind: 'put' as const, key: copy, data: Object(data) })),
    ]);
    await fire('run');
    await world.drainQueue(START + 60 * MINUTE);
    expect(world.arrived).toEqual([]);
  });

  test('of a signature does not open as a callback', async () => {
    const { key, data } = subscription();
    const { sealedSecret } = Object(data);
    await world.store.commit(partition, [
      { kind: 'put', key, data: { ...Object(data), sealedCallbackUrl: sealedSecret } },
    ]);
    await fire('run');
    expect(world.arrived).toEqual([]);
  });
});
