import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { catalogue } from '../../../shared/contract/catalogue.ts';
import { type FiringFacts, payloadSchemas } from '../../../shared/contract/payload.ts';
import { parametersSchemas } from '../../../shared/contract/subscription.ts';
import { type TriggerType, triggerTypes } from '../../../shared/contract/trigger-types.ts';
import { decideRun } from '../../../shared/domain/decide-run.ts';
import { buildBody, type PayloadParts } from '../../../shared/domain/webhook-body.ts';
import { refreshEvent } from './support/native-events.ts';
import { readRun } from './support/readings.ts';

const words = (text: string) => text.split(' ');
const all = words('isTest notificationId firingId triggerType subscriptionId environmentId occurredAt sequence');
const run = words('status runId submission startedAt endedAt');
const metric = words('value previousValue threshold evaluatedAt runId');
const error = words('errorCode errorMessage');
const dataSource = [...all, 'dataSourceName', 'dataSourceDisplayName', ...run, ...error];
const counts = words('succeededCount failedCount skippedCount canceledCount withWarningsCount');

/** The table of properties in the contract. */
const properties: Record<TriggerType, string[]> = {
  'data-source-refresh-failed': dataSource,
  'data-source-refresh-succeeded': dataSource,
  'segment-threshold-crossed': [...all, 'segmentName', 'segmentDisplayName', ...metric],
  'measure-threshold-crossed': [...all, 'measureName', 'measureDisplayName', ...metric],
  'full-refresh-completed': [...all, ...run, ...counts, ...error],
  'unification-refresh-completed': [...all, ...run],
};

const head = {
  notificationId: 'n-1',
  firingId: 'f-1',
  subscriptionId: 's-1',
  environmentId: 'contoso',
  occurredAt: '2026-11-20T02:14:09Z',
  sequence: 1,
};

function sampleFiring<T extends TriggerType>(triggerType: T): FiringFacts<T> {
  return { triggerType, facts: catalogue[triggerType].sample.facts };
}

function sampleParts(triggerType: TriggerType): PayloadParts {
  return { ...head, firing: sampleFiring(triggerType), threshold: catalogue[triggerType].sample.threshold };
}

const bodyOf = (parts: PayloadParts): Record<string, unknown> => JSON.parse(buildBody(parts));

describe.each(triggerTypes.map((triggerType) => [triggerType]))('the body of %s', (triggerType) => {
  test('has the properties of the contract and no others', () => {
    expect(Object.keys(payloadSchemas[triggerType].shape).toSorted()).toEqual(properties[triggerType].toSorted());
  });

  test("of the catalogue's sample is valid by the payload schema, without a property that is not in it", () => {
    const body = bodyOf(sampleParts(triggerType));
    expect(payloadSchemas[triggerType].strict().parse(body)).toEqual(body);
  });

  test('is flat and never null', () => {
    for (const value of Object.values(bodyOf(sampleParts(triggerType))))
      expect(['string', 'number', 'boolean']).toContain(typeof value);
  });

  test('carries isTest in a test, and only then', () => {
    const body = bodyOf({ ...sampleParts(triggerType), isTest: true });
    expect(payloadSchemas[triggerType].parse(body)).toHaveProperty('isTest', true);
    expect(bodyOf(sampleParts(triggerType))).not.toHaveProperty('isTest');
  });

  test('is byte-identical when it is built again', () => {
    expect(buildBody(sampleParts(triggerType))).toBe(buildBody(sampleParts(triggerType)));
  });

  test('is published as a JSON schema in which each property has a title and a description', () => {
    const published = z.toJSONSchema(payloadSchemas[triggerType]).properties ?? {};
    expect(Object.keys(published).toSorted()).toEqual(properties[triggerType].toSorted());
    for (const property of Object.values(published))
      expect(property).toMatchObject({ title: expect.stringMatching(/\w/), description: expect.stringMatching(/\w/) });
  });

  test('is described in the catalogue with a title, a description and a hint', () => {
    const { title, description, hint } = catalogue[triggerType];
    for (const text of [title, description, hint]) expect(text).toMatch(/^[A-Z].{10,}/);
  });
});

describe('a property that is not known is left out', () => {
  test.each([['ingestion'], ['merge'], ['all']])(
    'of %s: the least event makes a valid body without it',
    (operation) => {
      const least = { displayName: null, submission: null, startedAt: null, error: null, counts: null };
      const decision = decideRun(readRun(refreshEvent({ operation, status: 'successful', ...least })));
      if (decision.outcome !== 'fires') throw new Error(decision.reason);
      const { triggerType } = decision;
      const text = buildBody({ ...head, firing: decision });
      expect(text).not.toContain('null');
      expect(payloadSchemas[triggerType].strict().parse(JSON.parse(text))).toEqual({
        ...head,
        triggerType,
        ...(operation === 'ingestion' && { dataSourceName: 'crm-contacts' }),
        status: 'succeeded',
        runId: 'job-7',
        endedAt: '2026-11-20T02:14:09Z',
      });
    },
  );

  test('a value, previous value and threshold of 0 are known', () => {
    const facts = { segmentName: 's', value: 1, previousValue: 0, evaluatedAt: head.occurredAt };
    const body = bodyOf({ ...head, firing: { triggerType: 'segment-threshold-crossed', facts }, threshold: 0 });
    expect(body).toMatchObject({ previousValue: 0, threshold: 0 });
  });
});

describe('payload schemas', () => {
  const body = bodyOf(sampleParts('data-source-refresh-failed'));
  test.each<[rule: string, changes: Record<string, unknown>, valid: boolean]>([
    ['a time to seven digits is valid', { endedAt: '2026-11-20T02:14:09.1234567Z' }, true],
    ['a time that is not UTC is not', { endedAt: '2026-11-20T02:14:09+02:00' }, false],
    ['null is never valid', { dataSourceDisplayName: null }, false],
    ['a status that does not fire is not valid', { status: 'skipped' }, false],
    ['a sequence that is no integer is not valid', { sequence: 1.5 }, false],
    ['another trigger type is not valid', { triggerType: 'segment-deleted' }, false],
  ])('%s', (_rule, changes, valid) => {
    expect(payloadSchemas['data-source-refresh-failed'].safeParse({ ...body, ...changes }).success).toBe(valid);
  });
});

test('there are six trigger types, each with parameters, a payload and a description', () => {
  expect(triggerTypes).toHaveLength(6);
  for (const table of [parametersSchemas, payloadSchemas, catalogue])
    expect(Object.keys(table).toSorted()).toEqual(triggerTypes.toSorted());
});
