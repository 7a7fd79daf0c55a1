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

/** Subscribes with the parameters of a case, and sees whether its event fires. */
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

describe('what fires', () => {
  test.each<Case>([
    ['a failed ingestion fires "failed"', {}, refreshEvent(), true],
    ['a named data source fires for its own name', { dataSource: 'crm-contacts' }, refreshEvent(), true],
    ['a named data source does not fire for another', { dataSource: 'erp' }, refreshEvent(), false],
    ['an empty optional parameter counts as absent', { dataSource: '' }, refreshEvent(), true],
    ['a canceled ingestion fires nothing', {}, refreshEvent({ status: 'canceled' }), false],
    ['a skipped ingestion fires nothing', {}, refreshEvent({ status: 'skipped' }), false],
    ['a retrying ingestion fires nothing', {}, refreshEvent({ status: 'retrying' }), false],
    ['another environment fires nothing', {}, refreshEvent({ environmentId: 'fabrikam' }), false],
    [
      'the published task event of an ingestion fires',
      {},
      workflowRecord('Ingestion.TaskCompleted', { resultType: 'Failure', properties: { identifier: 'crm-contacts' } }),
      true,
    ],
  ])('%s', check('data-source-refresh-failed'));

  test.each<Case>([
    ['a failed ingestion does not fire "succeeded"', {}, refreshEvent(), false],
    ['a successful ingestion fires "succeeded"', {}, refreshEvent({ status: 'successful' }), true],
    ['an ingestion with warnings fires "succeeded"', {}, refreshEvent({ status: 'succeededWithWarnings' }), true],
  ])('%s', check('data-source-refresh-succeeded'));

  test.each<Case>([
    ['merge fires "unification"', {}, merge({ status: 'succeeded' }), true],
    ['a failed unification fires too', {}, refreshEvent({ operation: 'unification' }), true],
    ['match alone fires nothing', {}, refreshEvent({ operation: 'match' }), false],
    ['outcome "failed" lets a failure through', { outcome: 'failed' }, merge(), true],
    ['outcome "succeeded" holds a failure back', { outcome: 'succeeded' }, merge(), false],
    ['the published task event of a merge fires', {}, workflowRecord('Merge.TaskCompleted'), true],
  ])('%s', check('unification-refresh-completed'));

  const scheduled = { submission: 'scheduled' };

  test.each<Case>([
    ['operation all fires "full refresh"', {}, fullRefresh({ status: 'succeeded' }), true],
    ['a failed full refresh fires too', {}, fullRefresh(), true],
    ['submission "scheduled" lets a scheduled run through', scheduled, fullRefresh(scheduled), true],
    ['submission "scheduled" holds a manual run back', scheduled, fullRefresh({ submission: 'manual' }), false],
    [
      'the published workflow event of All fires',
      scheduled,
      workflowRecord('All.WorkflowCompleted', { properties: { workflowSubmissionKind: 'Scheduled' } }),
      true,
    ],
  ])('%s', check('full-refresh-completed'));
});
