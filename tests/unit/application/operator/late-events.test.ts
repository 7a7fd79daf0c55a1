import { beforeEach, describe, expect, test } from '@jest/globals';
import { collectPoison } from '../../../../shared/application/maintenance/collect-poison.ts';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { redrive } from '../../../../shared/application/operator/redrive.ts';
import { environmentPartition } from '../../../../shared/application/store/keys.ts';
import type { EventQueue } from '../../../../shared/domain/read-message.ts';
import { type Fields, refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

const partition = environmentPartition('contoso');

let world: World;

beforeEach(() => {
  world = new World();
});

describe('the answer of a redriven event', () => {
  const sample = (time: string, more: Fields = {}) => sampleEvent(1, { eventId: 'm-5', evaluatedAt: time, ...more });
  const run = (time: string, more: Fields = {}) => refreshEvent({ endedAt: time, ...more });
  const ago = sample('2026-11-20T01:00:00Z');
  const now = sample('2026-11-20T02:00:00Z');
  const next = sample('2026-11-20T03:00:00Z');

  /** Redrives a message that was given up, after `stored` has been handled. */
  async function redriven(queue: EventQueue, stored: object, message: unknown) {
    await world.receive(queue, stored);
    world.poisoned.push({ queue, id: '1', raw: Buffer.from(JSON.stringify(message)).toString('base64') });
    await collectPoison(world.deps);
    const [letter] = (await listDeadLetters(world.deps, {})).value;
    return redrive(world.deps, letter?.id ?? '');
  }

  test.each<[rule: string, queue: EventQueue, message: unknown]>([
    ['a sample is older than the last value', 'metric-change', ago],
    ['a sample of the same time has a smaller ID', 'metric-change', { ...now, eventId: 'm-4' }],
    ['one of several samples is', 'metric-change', [next, ...Array(20).fill(next), ago]],
    ['a run ended before the last one', 'refresh-status', run('2026-11-20T01:00:00Z', { runId: 'job-6' })],
  ])('is late when %s', async (_rule, queue, message) => {
    const stored = queue === 'metric-change' ? now : run('2026-11-20T02:00:00Z');
    expect(await redriven(queue, stored, message)).toEqual({ count: 1, late: true });
    expect(world.published).toHaveLength(1);
  });

  test.each<[rule: string, queue: EventQueue, message: unknown]>([
    ['a sample is the last value', 'metric-change', now],
    ['a report is known', 'refresh-status', run('2026-11-20T02:00:00Z')],
    ['a sample is newer than the last value', 'metric-change', next],
    ['a sample of the same time has a greater ID', 'metric-change', { ...now, eventId: 'm-6' }],
    ['nothing is known of the metric', 'metric-change', { ...ago, name: 'other' }],
    ['the sample is of another environment', 'metric-change', { ...ago, environmentId: 'fabrikam' }],
    ['it cannot be read', 'metric-change', { ...ago, value: 'much' }],
    ['it is no JSON', 'metric-change', 'x'],
    ['a run ended after the last one', 'refresh-status', run('2026-11-20T03:00:00Z', { runId: 'job-8' })],
    ['a run has not ended', 'refresh-status', { ...run('2026-11-20T01:00:00Z'), status: 'running' }],
  ])('is not late when %s', async (_rule, queue, message) => {
    const stored = queue === 'metric-change' ? now : run('2026-11-20T02:00:00Z');
    expect(await redriven(queue, stored, message)).toEqual({ count: 1, late: false });
  });

  test('is not late when what is stored cannot be read', async () => {
    await world.receive('metric-change', now);
    for (const { key } of world.store.rowsUnder(partition, 't.')) {
      await world.store.commit(partition, [{ kind: 'put', key, data: { sequence: 'of a later version' } }]);
    }
    expect(await redriven('metric-change', [], ago)).toEqual({ count: 1, late: false });
    expect(world.store.unreadable).toHaveLength(1);
  });
});
