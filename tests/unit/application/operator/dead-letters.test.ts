import { beforeEach, describe, expect, test } from '@jest/globals';
import { deleteDeadLetter } from '../../../../shared/application/operator/delete-dead-letter.ts';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
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
const onlyId = async () => (await letters())[0]?.id ?? '';

/** Makes a delivery that the receiver rejects. */
async function deadDelivery(status = 422): Promise<{ id: string; token: string }> {
  const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
  world.answers.set(CALLBACK, () => answered(status));
  await world.receive('refresh-status', refreshEvent());
  world.answers.clear();
  return { id: subscription.id, token };
}

describe('redriving a dead delivery', () => {
  test('sends it again and removes its dead letter', async () => {
    await deadDelivery();
    expect(await redrive(world.deps, await onlyId())).toEqual({ count: 1 });
    expect(await letters()).toEqual([]);
    await world.drainQueue();
    expect(world.arrived.map(({ headers }) => headers['webhook-attempt'])).toEqual(['1', '2']);
    expect(new Set(world.arrived.map(({ body }) => body)).size).toBe(1);
  });

  test('leaves one dead letter when the receiver rejects it again', async () => {
    await deadDelivery();
    await redrive(world.deps, await onlyId());
    world.answers.set(CALLBACK, () => answered(422));
    await world.drainQueue();
    expect(await letters()).toHaveLength(1);
  });

  test('twice sends it only once more', async () => {
    await deadDelivery();
    const id = await onlyId();
    await redrive(world.deps, id);
    await expect(redrive(world.deps, id)).rejects.toMatchObject({ status: 404, target: 'id' });
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
  });

  test('is rejected with 409 when its subscription is gone and keeps the dead letter', async () => {
    await deadDelivery(410);
    const refused = redrive(world.deps, await onlyId());
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving' });
    expect(await letters()).toHaveLength(1);
  });

  test('is rejected with 409 when its subscription was deleted and keeps the dead letter', async () => {
    const { id, token } = await deadDelivery();
    await unsubscribe(world.deps, id, token);
    const refused = redrive(world.deps, await onlyId());
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving', message: /deleted/ });
    expect(await letters()).toHaveLength(1);
  });

  test('is answered with 404 when its row no longer exists and keeps the dead letter', async () => {
    const { id } = await deadDelivery();
    const partition = id.split('.')[0] ?? '';
    for (const { key } of world.store.rowsUnder(partition, 'd.')) {
      await world.store.commit(partition, [{ kind: 'remove', key }]);
    }
    await expect(redrive(world.deps, await onlyId())).rejects.toMatchObject({ status: 404 });
    expect(await letters()).toHaveLength(1);
  });
});

describe('redriving a dead event', () => {
  test('puts its original text on its queue and removes the dead letter', async () => {
    const event = { ...refreshEvent(), status: 'exploded' };
    await world.receive('refresh-status', [refreshEvent(), event]);
    expect(await redrive(world.deps, await onlyId())).toEqual({ count: 1, late: false });
    expect(world.published).toEqual([{ queue: 'refresh-status', text: JSON.stringify(event) }]);
    expect(await letters()).toEqual([]);
  });

  test('creates a dead letter again when the event is still unreadable', async () => {
    await world.receive('metric-change', 'no json');
    await redrive(world.deps, await onlyId());
    const [message] = world.published;
    world.now += 1000;
    await world.receive('metric-change', message?.text);
    expect(await letters()).toMatchObject([{ code: 'not-json', original: 'no json' }]);
  });

  test('keeps the dead letter when the queue is unavailable', async () => {
    await world.receive('metric-change', 'no json');
    world.deps.events = { publish: () => Promise.reject(new Error('away')) };
    await expect(redrive(world.deps, await onlyId())).rejects.toThrow('away');
    expect(await letters()).toHaveLength(1);
  });

  test('keeps the dead letter and can be repeated when the process crashes after enqueueing', async () => {
    await world.receive('metric-change', 'no json');
    const commit = world.store.commit.bind(world.store);
    world.store.commit = () => Promise.reject(new Error('dies'));
    await expect(redrive(world.deps, await onlyId())).rejects.toThrow('dies');
    world.store.commit = commit;
    await redrive(world.deps, await onlyId());
    expect(world.published).toHaveLength(2);
    expect(await letters()).toEqual([]);
  });

  test('is rejected with 409 when the event is too large for a queue and keeps the dead letter', async () => {
    await world.receive('metric-change', 'x'.repeat(48 * 1024 + 1));
    const refused = redrive(world.deps, await onlyId());
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-redrivable' });
    expect(await letters()).toHaveLength(1);
    expect(world.published).toEqual([]);
  });
});

describe('deleting a dead letter', () => {
  test('removes it, and deleting it again succeeds', async () => {
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

describe('a dead letter id', () => {
  const malformed: [rule: string, id: (known: string) => string][] = [
    ['an arbitrary word', () => 'nonsense'],
    ['an empty text', () => ''],
    ['the key of another row', (id) => `${id.split('.')[0]}.t.sources`],
    ['a row of the environment directory', (id) => id.replace(/^[^.]+/, 'environments')],
    ['an id whose time has another length', (id) => id.replace(/\.\d{15}\./, '.1.')],
    ['an id with a character that no key contains', (id) => `${id}'`],
  ];

  test.each(malformed)('is answered with 404 by redrive and delete, which change nothing: %s', async (_rule, id) => {
    await deadDelivery();
    const before = await letters();
    const wrong = id(await onlyId());
    await expect(redrive(world.deps, wrong)).rejects.toMatchObject({ status: 404, target: 'id' });
    await expect(deleteDeadLetter(world.deps, wrong)).rejects.toMatchObject({ status: 404, target: 'id' });
    expect(await letters()).toEqual(before);
    expect(world.queue).toEqual([]);
  });

  test.each(['delivery', 'event'])(
    'with another time than the stored dead letter is answered with 404 by redrive: %s',
    async (source) => {
      await deadDelivery();
      await world.receive('metric-change', 'no json');
      const id = (await letters()).find((letter) => letter.source === source)?.id ?? '';
      const other = id.replace(/\.\d{15}\./, '.000000000000001.');
      await expect(redrive(world.deps, other)).rejects.toMatchObject({ status: 404, target: 'id' });
    },
  );
});
