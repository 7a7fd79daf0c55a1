import { beforeEach, describe, expect, test } from '@jest/globals';
import { listEnvironmentDeliveries } from '../../../../shared/application/operator/list-environment-deliveries.ts';
import { OperatorWorld, pagesOf } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;
type State = Parameters<typeof listEnvironmentDeliveries>[2]['state'];

const list = async (state?: State) => (await listEnvironmentDeliveries(world.deps, 'contoso', { state })).value;
const states = async (state?: State) => (await list(state)).map((delivery) => delivery.state);

/** Four subscriptions: one delivers, one retries, one waits for its open circuit, one gives up. */
beforeEach(async () => {
  world = new OperatorWorld();
  world.deps.settings = { ...world.deps.settings, retrySchedule: [60 * 60_000] };
  await world.createSubscription({ callbackUrl: 'https://flow.example/well' });
  await world.createSubscription({ callbackUrl: 'https://flow.example/slow', dataSource: 'slow' });
  await world.createSubscription({ callbackUrl: 'https://flow.example/broken', dataSource: 'broken' });
  await world.createSubscription({ callbackUrl: 'https://flow.example/strict', dataSource: 'strict' });
  for (const name of ['slow', 'broken']) world.answers.set(`https://flow.example/${name}`, () => answered(503));
  world.answers.set('https://flow.example/strict', () => answered(422));
  await world.fireRun('job-1', { name: 'slow' });
  await world.fireRun('job-1', { name: 'strict' });
  for (let run = 1; run <= 7; run++) await world.fireRun(`job-${run}`, { name: 'broken' });
  await world.drainQueue(world.now);
});

describe('the deliveries of an environment', () => {
  test.each<[state: State, expected: string[]]>([
    ['pending', []],
    ['retrying', Array(6).fill('retrying')],
    ['waiting', ['waiting', 'waiting']],
    ['dead', ['dead']],
    [undefined, [...Array(6).fill('retrying'), 'waiting', 'waiting']],
  ])('in state %s are listed over all subscriptions', async (state, expected) => {
    expect(await states(state)).toEqual(expected);
  });

  test('tell since when each is under way, when it is due and what its last attempt got', async () => {
    expect((await list('retrying'))[0]).toMatchObject({
      createdAt: '2026-11-20T06:00:00Z',
      nextAttemptAt: '2026-11-20T07:03:00Z',
      reason: 'http-503',
      attempts: [{ status: 503 }],
    });
  });

  test('are on exactly one page each', async () => {
    const pages = await pagesOf((cursor) => listEnvironmentDeliveries(world.deps, 'contoso', { top: 3, cursor }));
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 2]);
    expect(
      new Set(pages.flat().map(({ notificationId, subscriptionId }) => `${subscriptionId}${notificationId}`)).size,
    ).toBe(8);
  });

  test('of another environment are not among them', async () => {
    expect((await listEnvironmentDeliveries(world.deps, 'fabrikam', {})).value).toEqual([]);
  });

  test('that were pending when an earlier version wrote their work are found by their own state', async () => {
    const [first] = world.store.rowsUnder(partitionOf(await world.subscriptions()), 'w.');
    if (!first) throw new Error('no work');
    const { state: _, createdAt: __, ...old } = Object(first.data);
    await world.store.commit(partitionOf(await world.subscriptions()), [{ kind: 'put', key: first.key, data: old }]);
    expect(await states('retrying')).toHaveLength(6);
    expect(await states('pending')).toEqual([]);
  });
});

function partitionOf([first]: readonly { id: string }[]): string {
  return first?.id.split('.')[0] ?? '';
}
