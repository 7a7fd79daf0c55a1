import { beforeEach, describe, expect, test } from '@jest/globals';
import { failedDeliveryChoices, subscriptionChoices } from '../../../../shared/application/operator/pick-lists.ts';
import { enterEnvironment } from '../../../../shared/application/store/environments.ts';
import { environmentPartition } from '../../../../shared/application/store/keys.ts';
import { languages } from '../../../../shared/contract/languages.ts';
import { OperatorWorld, secretsOf } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const language = 'en';
const subscriptions = (environmentId?: string) => subscriptionChoices(world.deps, { environmentId, language });
const failed = (environmentId?: string) => failedDeliveryChoices(world.deps, { environmentId, language });
const titlesOf = (choices: readonly { title: unknown }[]) => choices.map(({ title }) => title);

/** Rows and requests that a call reads. */
async function costOf(call: () => Promise<unknown>) {
  const [rows, requests] = [world.store.rowsRead, world.store.requests];
  await call();
  return { rows: world.store.rowsRead - rows, requests: world.store.requests - requests };
}

describe('the pick-list of subscriptions', () => {
  test('names each by label, trigger and environment, sorted by title', async () => {
    const sales = await world.createSubscription({ label: 'Sales' });
    const marketing = await world.createSubscription({ label: 'Marketing' }, 'full-refresh-completed');
    expect(await subscriptions()).toEqual([
      { value: marketing, title: 'Marketing, When a full refresh is completed, contoso' },
      { value: sales, title: 'Sales, When a data source refresh fails, contoso' },
    ]);
  });

  test('leaves out a label that is absent or empty, and tells equal ones apart by their ids', async () => {
    const [first, second] = await world.createSubscriptions(2, { label: '' });
    const title = 'When a data source refresh fails, contoso';
    expect(titlesOf(await subscriptions()).toSorted()).toEqual(
      [`${title} (${first})`, `${title} (${second})`].toSorted(),
    );
  });

  test('has those of all environments, or of the one that is asked for', async () => {
    const here = await world.createSubscription({ label: 'a' });
    const there = await world.createSubscription({ label: 'b', environmentId: 'fabrikam' });
    expect((await subscriptions()).map(({ value }) => value)).toEqual([here, there]);
    expect((await subscriptions('fabrikam')).map(({ value }) => value)).toEqual([there]);
    expect(await subscriptions('nowhere')).toEqual([]);
  });

  test('shows foreign text in one line and no secret', async () => {
    const subscribed = await world.subscribe('full-refresh-completed', { label: 'A\nB\u202e' });
    const choices = await subscriptions();
    expect(titlesOf(choices)).toEqual(['A B, When a full refresh is completed, contoso']);
    for (const secret of secretsOf(subscribed)) expect(JSON.stringify(choices)).not.toContain(secret);
  });

  test('reads at most a thousand subscriptions, and a hundred pages of however many environments', async () => {
    for (let index = 0; index < 130; index++) {
      const environmentId = `e-${index}`;
      await enterEnvironment(world.deps, environmentPartition(environmentId), { environmentId });
    }
    expect((await costOf(subscriptions)).requests).toBeLessThanOrEqual(102);
    const id = await world.createSubscription();
    const [row] = world.rowsOf(id, 's.');
    for (let index = 0; index < 1_100; index++)
      await world.store.commit(environmentPartition('contoso'), [
        {
          kind: 'put',
          key: `${row?.key}${index}`,
          data: Object.assign({}, row?.data, { id: `${id}${index}`, label: `${index}` }),
        },
      ]);
    expect((await costOf(() => subscriptions('contoso'))).rows).toBeLessThanOrEqual(1_000);
    const choices = await subscriptions('contoso');
    expect(choices.length).toBeGreaterThan(900);
    expect(Buffer.byteLength(JSON.stringify(choices))).toBeLessThan(1024 * 1024);
  });
});

describe('the pick-list of failed deliveries', () => {
  beforeEach(async () => {
    world.answerWith(answered(422));
    await world.createSubscription({ label: 'Sales' });
    await world.fireRun();
  });

  test('names each by its subscription, the time and the reason', async () => {
    const [letter] = await world.deadLetters();
    const [choice, ...others] = await failed();
    expect(others).toEqual([]);
    expect(choice?.value).toBe(letter?.id);
    expect(choice?.title).toMatch(
      /^Sales, When a data source refresh fails, contoso, \d{4}-\d\d-\d\d \d\d:\d\d: .*\(http-422\) is final$/,
    );
  });

  test('has no event that could not be read, and nothing of another environment', async () => {
    await world.receive('refresh-status', { eventId: 'e' });
    expect(await failed()).toHaveLength(1);
    expect(await failed('contoso')).toHaveLength(1);
    expect(await failed('fabrikam')).toEqual([]);
  });

  test('reads at most three hundred dead letters', async () => {
    const [row] = world.store.rowsUnder(environmentPartition('contoso'), 'x.');
    for (let index = 0; index < 400; index++)
      await world.store.commit(environmentPartition('contoso'), [
        { kind: 'put', key: `${row?.key}${index}`, data: Object.assign({}, row?.data) },
      ]);
    expect(await failed()).toHaveLength(300);
    expect((await costOf(failed)).rows).toBeLessThanOrEqual(310);
  });
});

test.each(languages)('both pick-lists are in the language %s', async (spoken) => {
  world.answerWith(answered(422));
  await world.createSubscription({ label: 'Sales' });
  await world.fireRun();
  const question = { language: spoken };
  const titles = titlesOf([
    ...(await subscriptionChoices(world.deps, question)),
    ...(await failedDeliveryChoices(world.deps, question)),
  ]);
  for (const title of titles) expect(String(title).includes('When a data source')).toBe(spoken === 'en');
  expect(titles).toHaveLength(2);
});
