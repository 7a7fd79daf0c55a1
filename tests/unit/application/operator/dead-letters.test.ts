import { beforeEach, describe, expect, test } from '@jest/globals';
import { deleteDeadLetter, listDeadLetters } from '../../../../shared/application/operator/dead-letters.ts';
import { redrive } from '../../../../shared/application/operator/redrive.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { answered, World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const CALLBACK = 'https://flow.example/run?sig=hush';

const letters = async () => (await listDeadLetters(world.deps, {})).value;
const only = async () => (await letters())[0]?.id ?? '';

async function deadDelivery(status = 422): Promise<{ id: string; token: string }> {
  const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
  world.answers.set(CALLBACK, () => answered(status));
  await world.receive('refresh-status', refreshEvent());
  world.answers.clear();
  return { id: subscription.id, token };
}

describe('redriving a delivery', () => {
  test('sends it again, and its dead letter leaves', async () => {
    await deadDelivery();
    expect(await redrive(world.deps, await only())).toEqual({ count: 1 });
    expect(await letters()).toEqual([]);
    await world.drainQueue();
    expect(world.arrived.map(({ headers }) => headers['webhook-attempt'])).toEqual(['1', '2']);
    expect(new Set(world.arrived.map(({ body }) => body)).size).toBe(1);
  });

  test('that dies again leaves one dead letter', async () => {
    await deadDelivery();
    await redrive(world.deps, await only());
    world.answers.set(CALLBACK, () => answered(422));
    await world.drainQueue();
    expect(await letters()).toHaveLength(1);
  });

  test('twice sends it once more, not twice', async () => {
    await deadDelivery();
    const id = await only();
    await redrive(world.deps, id);
    await expect(redrive(world.deps, id)).rejects.toMatchObject({ status: 404, target: 'id' });
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
  });

  test('of a subscription that is gone is refused, and the dead letter stays', async () => {
    await deadDelivery(410);
    const refused = redrive(world.deps, await only());
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving' });
    expect(await letters()).toHaveLength(1);
  });

  test('of a deleted subscription is refused, and the dead letter stays', async () => {
    const { id, token } = await deadDelivery();
    await unsubscribe(world.deps, id, token);
    const refused = redrive(world.deps, await only());
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving', message: /deleted/ });
    expect(await letters()).toHaveLength(1);
  });

  test('that is kept no more is not found, and the dead letter stays', async () => {
    const { id } = await deadDelivery();
    const partition = id.split('.')[0] ?? '';
    for (const { key } of world.store.rowsUnder(partition, 'd.')) {
      await world.store.commit(partition, [{ kind: 'remove', key }]);
    }
    await expect(redrive(world.deps, await only())).rejects.toMatchObject({ status: 404 });
    expect(await letters()).toHaveLength(1);
  });
});

describe('redriving an event', () => {
  test('puts its original on its queue as it was, and the dead letter leaves', async () => {
    const event = { ...refreshEvent(), status: 'exploded' };
    await world.receive('refresh-status', [refreshEvent(), event]);
    expect(await redrive(world.deps, await only())).toEqual({ count: 1 });
    expect(world.published).toEqual([{ queue: 'refresh-status', text: JSON.stringify(event) }]);
    expect(await letters()).toEqual([]);
  });

  test('that is still no event makes a dead letter again', async () => {
    await world.receive('metric-change', 'no json');
    await redrive(world.deps, await only());
    const [message] = world.published;
    world.now += 1000;
    await world.receive('metric-change', message?.text);
    expect(await letters()).toMatchObject([{ code: 'not-json', original: 'no json' }]);
  });

  test('keeps the dead letter when the queue cannot be reached', async () => {
    await world.receive('metric-change', 'no json');
    world.deps.events = { publish: () => Promise.reject(new Error('away')) };
    await expect(redrive(world.deps, await only())).rejects.toThrow('away');
    expect(await letters()).toHaveLength(1);
  });

  test('keeps the dead letter when the process dies after queueing, and can be repeated', async () => {
    await world.receive('metric-change', 'no json');
    const commit = world.store.commit.bind(world.store);
    world.store.commit = () => Promise.reject(new Error('dies'));
    await expect(redrive(world.deps, await only())).rejects.toThrow('dies');
    world.store.commit = commit;
    await redrive(world.deps, await only());
    expect(world.published).toHaveLength(2);
    expect(await letters()).toEqual([]);
  });

  test('that no queue takes for its size is refused, and the dead letter stays', async () => {
    await world.receive('metric-change', 'x'.repeat(48 * 1024 + 1));
    const refused = redrive(world.deps, await only());
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-redrivable' });
    expect(await letters()).toHaveLength(1);
    expect(world.published).toEqual([]);
  });
});

describe('deleting', () => {
  test('a dead letter of an event or a delivery makes it leave, and again is no fault', async () => {
    await deadDelivery();
    await world.receive('metric-change', 'no json');
    const ids = (await letters()).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    for (const id of [...ids, ...ids]) await deleteDeadLetter(world.deps, id);
    expect(await letters()).toEqual([]);
    await world.drainQueue();
    expect(world.arrived).toHaveLength(1);
  });
});

describe('an id', () => {
  const malformed: [rule: string, id: (known: string) => string][] = [
    ['nonsense', () => 'nonsense'],
    ['nothing', () => ''],
    ['another row', (id) => `${id.split('.')[0]}.t.sources`],
    ['the directory of environments', (id) => id.replace(/^[^.]+/, 'environments')],
    ['a time of another length', (id) => id.replace(/\.\d{15}\./, '.1.')],
    ['a character that no key has', (id) => `${id}'`],
  ];

  test.each(malformed)('that is %s is not found, and changes nothing', async (_rule, id) => {
    await deadDelivery();
    const before = await letters();
    const wrong = id(await only());
    await expect(redrive(world.deps, wrong)).rejects.toMatchObject({ status: 404, target: 'id' });
    await expect(deleteDeadLetter(world.deps, wrong)).rejects.toMatchObject({ status: 404, target: 'id' });
    expect(await letters()).toEqual(before);
    expect(world.queue).toEqual([]);
  });

  test.each(['delivery', 'event'])('of a dead letter of another time (%s) is not found by redrive', async (source) => {
    await deadDelivery();
    await world.receive('metric-change', 'no json');
    const id = (await letters()).find((letter) => letter.source === source)?.id ?? '';
    const other = id.replace(/\.\d{15}\./, '.000000000000001.');
    await expect(redrive(world.deps, other)).rejects.toMatchObject({ status: 404, target: 'id' });
  });
});
