import { beforeEach, describe, expect, test } from '@jest/globals';
import { refreshEvent, sampleEvent, workflowRecord } from '../../../support/event-builders.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const MINUTE = 60_000;

describe('an unusual event', () => {
  test('of a merge fires once even when only one of its two reports has a name', async () => {
    await world.subscribe('unification-refresh-completed', {});
    await world.receive(
      'refresh-status',
      refreshEvent({ operation: 'merge', status: 'succeeded', name: 'Unification' }),
    );
    await world.receive('refresh-status', workflowRecord('Merge.TaskCompleted'));
    expect(world.arrived).toHaveLength(1);
  });

  test('of the largest size fires for all of 45 subscribers', async () => {
    await world.createSubscriptions(45);
    const error = { message: '"\u0416'.repeat(7_000) };
    await world.receive(
      'refresh-status',
      refreshEvent({ error, name: 'ж'.repeat(1_000), displayName: '"'.repeat(3_000) }),
    );
    await world.drainQueue();
    expect(world.arrived).toHaveLength(45);
    expect(String(world.payloads()[0]?.errorMessage)).toHaveLength(2_000);
  });

  test('that repeats a run with 200 subscribers leaves the unfinished deliveries to the queue', async () => {
    await world.createSubscriptions(200);
    await world.receive('refresh-status', refreshEvent());
    world.queue = [];
    const sent = world.arrived.length;
    world.now += MINUTE;
    await world.receive('refresh-status', refreshEvent());
    expect(world.arrived).toHaveLength(sent);
    await world.drainQueue();
    expect(new Set(world.arrived.map(({ url }) => url)).size).toBe(200);
  });

  test('that is nested too deeply becomes a dead letter', async () => {
    const nested = JSON.parse(`${'['.repeat(24_000)}${']'.repeat(24_000)}`);
    expect(await world.receive('refresh-status', nested)).toMatchObject({ deadLettered: 1 });
  });

  test('without a display name keeps the stored display name of its data source', async () => {
    await world.receive('metric-change', sampleEvent(1));
    await world.receive('refresh-status', refreshEvent({ displayName: 'CRM contacts' }));
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8', endedAt: '2026-11-20T03:00:00Z' }));
    const [partition = ''] = world.store.rowsUnder('environments').map(({ key }) => key);
    expect(world.store.rowsUnder(partition, 'n.')).toMatchObject([{ data: { displayName: 'CRM contacts' } }]);
  });
});
