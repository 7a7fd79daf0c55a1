import { beforeEach, describe, expect, test } from '@jest/globals';
import { payloadSchemas } from '../../../../shared/contract/payload.ts';
import type { TriggerType } from '../../../../shared/contract/trigger-types.ts';
import { refreshEvent, workflowRecord } from '../../../support/event-builders.ts';
import { type Payload, World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

type Case = [rule: string, parameters: Payload, event: object, fires: boolean];

/** A test that subscribes with the parameters of a case and checks whether its event fires. */
function check(type: TriggerType) {
  return async (...[_rule, parameters, event, fires]: Case) => {
    await world.subscribe(type, parameters);
    await world.receive('refresh-status', event);
    expect(world.arrived).toHaveLength(fires ? 1 : 0);
    for (const payload of world.payloads())
      expect(payloadSchemas[type].strict().parse(payload)).toMatchObject({ triggerType: type });
  };
}

const merge = (more: object = {}) => refreshEvent({ operation: 'merge', ...more });
const fullRefresh = (more: object = {}) => refreshEvent({ operation: 'all', ...more });

describe('a refresh trigger', () => {
  test.each<Case>([
    ['a failed ingestion fires', {}, refreshEvent(), true],
    ['a filter by data source lets its own data source through', { dataSource: 'crm-contacts' }, refreshEvent(), true],
    ['a filter by data source keeps another data source out', { dataSource: 'erp' }, refreshEvent(), false],
    ['an empty optional parameter counts as absent', { dataSource: '' }, refreshEvent(), true],
    ['a canceled ingestion fires nothing', {}, refreshEvent({ status: 'canceled' }), false],
    ['a skipped ingestion fires nothing', {}, refreshEvent({ status: 'skipped' }), false],
    ['a retrying ingestion fires nothing', {}, refreshEvent({ status: 'retrying' }), false],
    ['a run of another environment fires nothing', {}, refreshEvent({ environmentId: 'fabrikam' }), false],
    [
      'the TaskCompleted record of an ingestion fires',
      {},
      workflowRecord('Ingestion.TaskCompleted', { resultType: 'Failure', properties: { identifier: 'crm-contacts' } }),
      true,
    ],
  ])('of type data-source-refresh-failed: %s', check('data-source-refresh-failed'));

  test.each<Case>([
    ['a failed ingestion fires nothing', {}, refreshEvent(), false],
    ['a successful ingestion fires', {}, refreshEvent({ status: 'successful' }), true],
    ['an ingestion that succeeded with warnings fires', {}, refreshEvent({ status: 'succeededWithWarnings' }), true],
  ])('of type data-source-refresh-succeeded: %s', check('data-source-refresh-succeeded'));

  test.each<Case>([
    ['a successful merge fires', {}, merge({ status: 'succeeded' }), true],
    ['a failed unification fires', {}, refreshEvent({ operation: 'unification' }), true],
    ['a match run alone fires nothing', {}, refreshEvent({ operation: 'match' }), false],
    ['the filter outcome failed lets a failed run through', { outcome: 'failed' }, merge(), true],
    ['the filter outcome succeeded keeps a failed run out', { outcome: 'succeeded' }, merge(), false],
    ['the TaskCompleted record of a merge fires', {}, workflowRecord('Merge.TaskCompleted'), true],
  ])('of type unification-refresh-completed: %s', check('unification-refresh-completed'));

  const scheduled = { submission: 'scheduled' };

  test.each<Case>([
    ['a successful run of operation all fires', {}, fullRefresh({ status: 'succeeded' }), true],
    ['a failed run of operation all fires', {}, fullRefresh(), true],
    ['the filter submission scheduled lets a scheduled run through', scheduled, fullRefresh(scheduled), true],
    ['the filter submission scheduled keeps a manual run out', scheduled, fullRefresh({ submission: 'manual' }), false],
    [
      'the WorkflowCompleted record of operation All fires',
      scheduled,
      workflowRecord('All.WorkflowCompleted', { properties: { workflowSubmissionKind: 'Scheduled' } }),
      true,
    ],
  ])('of type full-refresh-completed: %s', check('full-refresh-completed'));
});
