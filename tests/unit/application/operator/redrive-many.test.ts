import { beforeEach, describe, expect, test } from '@jest/globals';
import { redriveMany } from '../../../../shared/application/operator/redrive-many.ts';
import { disable } from '../../../../shared/application/subscriptions/disable.ts';
import { sendTest } from '../../../../shared/application/subscriptions/send-test.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;
let id: string;

const now = { dryRun: false };

beforeEach(async () => {
  world = new OperatorWorld();
  id = await world.createSubscription();
});

/** Turns the deliveries of some runs into dead letters; the receiver is well again afterwards. */
async function deadRuns(count: number): Promise<void> {
  world.answerWith(answered(422));
  await world.fireRuns(count);
  world.answerWith(answered(202));
  world.arrived.length = 0;
}

describe('redriving many dead letters', () => {
  test('sends each delivery again under its ID and removes its dead letter', async () => {
    world.answerWith(answered(422));
    await world.fireRuns(3);
    const sent = world.arrived.map(({ headers }) => headers['webhook-id']);
    world.answerWith(answered(202));
    world.arrived.length = 0;
    expect(await redriveMany(world.deps, { environmentId: 'contoso' }, now)).toEqual({ count: 3 });
    await world.drainQueue();
    expect(world.arrived.map(({ headers }) => headers['webhook-id']).toSorted()).toEqual(sent.toSorted());
    expect(await world.deadLetters()).toEqual([]);
  });

  test('puts the events that name the environment back on their queue', async () => {
    await world.receive('metric-change', [sampleEvent('many'), sampleEvent('many', { environmentId: 'fabrikam' })]);
    expect(await redriveMany(world.deps, { environmentId: 'fabrikam' }, now)).toEqual({ count: 1 });
    expect(world.published).toEqual([{ queue: 'metric-change', text: expect.stringContaining('fabrikam') }]);
  });

  test('leaves alone what the filter excludes', async () => {
    await deadRuns(2);
    const other = await world.createSubscription({ callbackUrl: 'https://flow.example/other' });
    for (const filter of [{ code: 'http-500' }, { subscriptionId: other }, { since: '2026-11-20T07:00:00Z' }])
      expect(await redriveMany(world.deps, filter, now)).toEqual({ count: 0 });
    expect(await world.deadLetters()).toHaveLength(2);
  });

  test('takes empty properties for absent ones', async () => {
    await deadRuns(2);
    const body = { environmentId: 'contoso', code: '', subscriptionId: null, since: '', cursor: '' };
    expect(await redriveMany(world.deps, body, now)).toEqual({ count: 2 });
  });

  test('as a dry run counts what would be redriven and changes nothing', async () => {
    await deadRuns(2);
    await world.receive('metric-change', sampleEvent('many'));
    const before = world.store.dump();
    expect(await redriveMany(world.deps, { environmentId: 'contoso' }, { dryRun: true })).toEqual({ count: 3 });
    expect(world.store.dump()).toBe(before);
    expect([world.queue, world.published]).toEqual([[], []]);
  });

  test.each([true, false])('does not count those whose subscription receives nothing (dry run: %s)', async (dryRun) => {
    await deadRuns(2);
    await disable(world.deps, id);
    expect(await redriveMany(world.deps, { environmentId: 'contoso' }, { dryRun })).toEqual({ count: 0 });
    expect(await world.deadLetters()).toHaveLength(2);
  });

  test('leaves the dead letters of tests, which nobody wants hours later', async () => {
    world.answerWith(answered(422));
    await sendTest(world.deps, id);
    await world.drainQueue();
    expect(await redriveMany(world.deps, { environmentId: 'contoso' }, now)).toEqual({ count: 0 });
  });

  test('stops after a thousand, and goes on from its cursor', async () => {
    for (let message = 0; message < 11; message++) {
      world.now += 1_000;
      await world.receive(
        'metric-change',
        Array.from({ length: 100 }, () => sampleEvent('many')),
      );
    }
    const first = await redriveMany(world.deps, { environmentId: 'contoso' }, now);
    expect(first).toEqual({ count: 1_000, cursor: expect.any(String) });
    expect(await redriveMany(world.deps, { environmentId: 'contoso', cursor: first.cursor }, now)).toEqual({
      count: 100,
    });
    expect(world.published).toHaveLength(1_100);
  });

  test('redrives the rest when it is repeated after a crash', async () => {
    const ids = await world.createSubscriptions(20);
    for (let index = 0; index < 20; index++) world.answers.set(`https://flow.example/${index}`, () => answered(422));
    await world.fireRun();
    world.answers.clear();
    world.arrived.length = 0;
    let commits = 0;
    const revive = world.crashAtCommit(() => ++commits > 5);
    await expect(redriveMany(world.deps, { code: 'http-422' }, now)).rejects.toThrow('dies');
    revive();
    await redriveMany(world.deps, { code: 'http-422' }, now);
    world.now += 5 * 60_000;
    await world.sweep();
    await world.drainQueue();
    const sent = world.arrived.map(({ payload }) => payload.subscriptionId);
    expect(sent.toSorted()).toEqual(ids.toSorted());
    expect(await world.deadLetters()).toEqual([]);
  });

  test.each<[rule: string, body: unknown, target: string | undefined]>([
    ['without a filter', {}, undefined],
    ['with a cursor alone', { cursor: 'x' }, undefined],
    ['with an unknown property', { environmentId: 'contoso', source: 'event' }, 'source'],
    ['with empty filters alone', { environmentId: '', code: null }, undefined],
    ['with a malformed subscription', { subscriptionId: 'nonsense' }, 'subscriptionId'],
    ['with a wrong time', { since: 'yesterday' }, 'since'],
  ])('is refused %s', async (_rule, body, target) => {
    await expect(redriveMany(world.deps, body, now)).rejects.toMatchObject({ status: 400, target });
  });

  test('is told which filters there are when it has none', async () => {
    await expect(redriveMany(world.deps, {}, now)).rejects.toThrow(
      'expected at least one of environmentId, code, subscriptionId, since: without a filter everything would be redriven',
    );
  });
});
