import { beforeEach, describe, expect, test } from '@jest/globals';
import { allSubscriptions, environmentPartition } from '../../../../shared/application/store/keys.ts';
import { getSubscription } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { sendTest } from '../../../../shared/application/subscriptions/send-test.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

const segment = { segment: 'high-value', threshold: 1000 };
const crossing = () => [
  sampleEvent(900, { displayName: 'High value' }),
  sampleEvent(1203, { displayName: 'High value' }),
];

let world: World;

beforeEach(() => {
  world = new World();
});

/** Changes the row of the only subscription as another version of the app would have written it. */
async function rewritten(change: (parameters: Record<string, unknown>) => object): Promise<void> {
  const partition = environmentPartition('contoso');
  const [row] = (await world.store.range(partition, allSubscriptions)).rows;
  const data = JSON.parse(JSON.stringify(row?.data));
  data.parameters = change(data.parameters);
  await world.store.commit(partition, [{ kind: 'put', key: row?.key ?? '', data }]);
}

describe('the language of a subscription', () => {
  test('is the language of its summaries, and of no other subscription', async () => {
    await world.subscribe('segment-threshold-crossed', { ...segment, language: 'sv' });
    await world.subscribe('segment-threshold-crossed', segment);
    await world.receive('metric-change', crossing());
    expect(world.payloads().map(({ summary }) => summary)).toEqual(
      expect.arrayContaining([
        'High value har 1\u00a0203 medlemmar, över 1\u00a0000',
        'High value has 1,203 members, above 1,000',
      ]),
    );
  });

  test('is the language of a test notification', async () => {
    const { subscription } = await world.subscribe('unification-refresh-completed', { language: 'kk' });
    await sendTest(world.deps, subscription.id);
    await world.drainQueue();
    expect(world.payloads()).toMatchObject([{ isTest: true, summary: 'Сынақ: Бірегейлендіру сәтті аяқталды' }]);
  });

  test('is a parameter: it is shown, and another one makes another subscription', async () => {
    const english = await world.subscribe('segment-threshold-crossed', segment);
    const latvian = await world.subscribe('segment-threshold-crossed', { ...segment, language: 'lv' });
    expect(latvian.subscription.id).not.toBe(english.subscription.id);
    expect(await getSubscription(world.deps, latvian.subscription.id)).toHaveProperty('parameters.language', 'lv');
    expect(await getSubscription(world.deps, english.subscription.id)).toHaveProperty('parameters.language', 'en');
  });

  test('changes nothing for subscriptions that are older than it: without it or in English, the ID is as it was', async () => {
    const id = 'lDthTmQyXAFZeKWQaqRcpQ.segment-X5VmLhcwJdwP8xrvUoLZWQ.c08f400000000000.Sb10acgZmO5k8AT-7ZZqfg';
    for (const parameters of [segment, { ...segment, language: 'en' }, { ...segment, language: '' }])
      expect((await world.subscribe('segment-threshold-crossed', parameters)).subscription.id).toBe(id);
  });

  test.each<[rule: string, change: (parameters: Record<string, unknown>) => object]>([
    ['an old row has none', ({ language: _, ...parameters }) => parameters],
    ['a later version knows more languages', (parameters) => ({ ...parameters, language: 'fi' })],
  ])('is English where this version cannot tell it: %s', async (_rule, change) => {
    await world.subscribe('segment-threshold-crossed', segment);
    await rewritten(change);
    await world.receive('metric-change', crossing());
    expect(world.payloads()).toMatchObject([{ summary: 'High value has 1,203 members, above 1,000' }]);
  });

  test('is of no account once a delivery exists: each attempt sends the same bytes', async () => {
    await world.subscribe('segment-threshold-crossed', { ...segment, language: 'lv' });
    world.answers.set('https://flow.example/run?sig=hush', () => ({ kind: 'failed', reason: 'reset' }));
    await world.receive('metric-change', crossing());
    await rewritten((parameters) => ({ ...parameters, language: 'ro' }));
    await world.drainQueue();
    const bodies = world.arrived.map(({ body }) => body);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('Segmentā High value ir 1203 dalībnieki');
  });
});
