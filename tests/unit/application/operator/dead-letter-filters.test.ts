import { beforeEach, describe, expect, test } from '@jest/globals';
import { type DeadLetterFilter, listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import { allSaid } from '../../../support/said.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const list = async (filter: DeadLetterFilter) => (await listDeadLetters(world.deps, filter)).value;

describe('the dead letter of a delivery', () => {
  test('tells the environment, trigger type, label and firing, and what the last attempt got', async () => {
    await world.createSubscription({ label: 'Mail owners' });
    world.answerWith(answered(500));
    await world.fireRun();
    await world.drainQueue();
    const [letter] = await list({});
    expect(allSaid(letter)).toMatchObject({
      code: 'exhausted',
      reason:
        'the retry schedule is exhausted; the last attempt: the receiver answered with HTTP status 500; attempts made: 3',
      reasonText: 'the retry schedule is exhausted',
      environmentId: 'contoso',
      triggerType: 'data-source-refresh-failed',
      label: 'Mail owners',
      firingId: await world.newestFiringId(),
      lastAnswer: {
        status: 500,
        reason: 'http-500',
        reasonText: 'the receiver answered with HTTP status 500',
        durationMs: 0,
        at: expect.stringMatching(/^2026-11-20T06:01:/),
      },
    });
  });

  test('keeps all but the label when its subscription is deleted', async () => {
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', { label: 'Mail owners' });
    world.answerWith(answered(422));
    await world.fireRun();
    await unsubscribe(world.deps, subscription.id, token);
    const [letter] = await list({});
    expect(letter).toMatchObject({ environmentId: 'contoso', triggerType: 'data-source-refresh-failed' });
    expect(letter?.label).toBeUndefined();
  });

  test('of an earlier version, which stored less, gets its environment from its subscription', async () => {
    const id = await world.createSubscription({ label: 'Mail owners' });
    world.answerWith(answered(422));
    await world.fireRun();
    const [row] = world.rowsOf(id, 'x.');
    const { environmentId, triggerType, lastAnswer, ...old } = Object(row?.data);
    expect([environmentId, triggerType, lastAnswer]).not.toContain(undefined);
    await world.store.commit(id.split('.')[0] ?? '', [{ kind: 'put', key: row?.key ?? '', data: old }]);
    expect((await list({ environmentId: 'contoso' }))[0]).toMatchObject({
      environmentId,
      triggerType,
      label: 'Mail owners',
    });
  });
});

describe('the list of dead letters', () => {
  let [first, second] = ['', ''];
  beforeEach(async () => {
    first = await world.createSubscription({ callbackUrl: 'https://flow.example/1' });
    second = await world.createSubscription({ callbackUrl: 'https://flow.example/2', environmentId: 'fabrikam' });
    world.answers.set('https://flow.example/1', () => answered(422));
    world.answers.set('https://flow.example/2', () => answered(400));
    await world.fireRun();
    await world.receive('metric-change', sampleEvent('many'));
    world.now += 60_000;
    await world.fireRun('job-2', { environmentId: 'fabrikam' });
    await world.receive('metric-change', 'no json');
  });

  test.each<[filter: () => DeadLetterFilter, codes: string[]]>([
    [() => ({}), ['not-json', 'invalid-event', 'http-422', 'http-400']],
    [() => ({ source: 'delivery' }), ['http-422', 'http-400']],
    [() => ({ environmentId: 'contoso' }), ['invalid-event', 'http-422']],
    [() => ({ environmentId: 'contoso', source: 'event' }), ['invalid-event']],
    [() => ({ code: 'http-400' }), ['http-400']],
    [() => ({ subscriptionId: first }), ['http-422']],
    [() => ({ subscriptionId: second, environmentId: 'fabrikam' }), ['http-400']],
    [() => ({ since: '2026-11-20T06:00:30.0000000Z' as Instant }), ['not-json', 'http-400']],
  ])('filtered by %s holds those alone', async (filter, codes) => {
    expect((await list(filter())).map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
  });
});

test('a page whose filter skips nearly all dead letters reads at most 300, and has a cursor for the rest', async () => {
  const writes = Array.from({ length: 400 }, (_, index) => ({
    kind: 'put' as const,
    key: `x.${String(index).padStart(15, '0')}.letter`,
    data: {
      code: 'not-json',
      reason: 'not JSON',
      receivedAt: '2026-11-20T06:00:00.0000000Z',
      queue: 'metric-change',
      original: '-',
    },
  }));
  for (const write of writes) await world.store.commit('dead-letters', [write]);
  const { rowsRead } = world.store;
  const page = await listDeadLetters(world.deps, { environmentId: 'contoso', source: 'event' });
  expect(page).toEqual({ value: [], cursor: expect.any(String) });
  expect(world.store.rowsRead - rowsRead).toBe(300);
});
