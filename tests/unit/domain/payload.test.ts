import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { type FiringFacts, payloadSchemas } from '../../../shared/contract/payload.ts';
import { samples } from '../../../shared/contract/samples.ts';
import { parametersSchemas } from '../../../shared/contract/subscription.ts';
import { type TriggerType, triggerTypes } from '../../../shared/contract/trigger-types.ts';
import { decideRun } from '../../../shared/domain/decide-run.ts';
import { buildBody, type PayloadParts } from '../../../shared/domain/webhook-body.ts';
import { fullRefreshEvent } from '../../support/event-builders.ts';
import { readRun } from './support/readings.ts';

const words = (text: string) => text.split(' ');
const all = words(
  'isTest notificationId firingId triggerType subscriptionId environmentId occurredAt sequence summary summaryHtml',
);
const run = words('status runId submission startedAt endedAt');
const metric = words('value previousValue threshold evaluatedAt runId');
const error = words('errorCode errorMessage');
const dataSource = [...all, 'dataSourceName', 'dataSourceDisplayName', ...run, ...error];
const counts = words('succeededCount failedCount skippedCount canceledCount withWarningsCount');

/** The payload properties of each trigger type by the contract. */
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
  language: 'en',
} as const;

function sampleFiring<T extends TriggerType>(triggerType: T): FiringFacts<T> {
  return { triggerType, facts: samples[triggerType].facts };
}

function sampleParts(triggerType: TriggerType): PayloadParts {
  return { ...head, firing: sampleFiring(triggerType), threshold: samples[triggerType].threshold };
}

const bodyOf = (parts: PayloadParts): Record<string, unknown> => JSON.parse(buildBody(parts));

describe.each(triggerTypes.map((triggerType) => [triggerType]))('the payload of %s', (triggerType) => {
  test('has the properties of the contract and no others', () => {
    expect(Object.keys(payloadSchemas[triggerType].shape).toSorted()).toEqual(properties[triggerType].toSorted());
  });

  test('of the sample is valid by the strict payload schema', () => {
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

  test('has a JSON schema with a title and a description for each property', () => {
    const published = z.toJSONSchema(payloadSchemas[triggerType]).properties ?? {};
    expect(Object.keys(published).toSorted()).toEqual(properties[triggerType].toSorted());
    for (const property of Object.values(published))
      expect(property).toMatchObject({ title: expect.stringMatching(/\w/), description: expect.stringMatching(/\w/) });
  });
});

describe('an unknown payload property', () => {
  test.each([['ingestion'], ['merge'], ['all']])('is left out of a valid body for the operation %s', (operation) => {
    const least = { displayName: null, submission: null, startedAt: null, error: null, counts: null };
    const decision = decideRun(readRun(fullRefreshEvent({ operation, status: 'successful', ...least })));
    if (decision.outcome !== 'fires') throw new Error(decision.reason);
    const { triggerType } = decision;
    const text = buildBody({ ...head, firing: decision });
    expect(text).not.toContain('null');
    const { language: _, ...common } = head;
    expect(payloadSchemas[triggerType].strict().parse(JSON.parse(text))).toEqual({
      ...common,
      triggerType,
      summary: expect.any(String),
      summaryHtml: expect.any(String),
      ...(operation === 'ingestion' && { dataSourceName: 'crm-contacts', dataSourceDisplayName: 'crm-contacts' }),
      status: 'succeeded',
      runId: 'job-7',
      endedAt: '2026-11-20T02:14:09Z',
    });
  });

  test('is left out, but a previous value or threshold of 0 stays', () => {
    const facts = { segmentName: 's', value: 1, previousValue: 0, evaluatedAt: head.occurredAt };
    const body = bodyOf({ ...head, firing: { triggerType: 'segment-threshold-crossed', facts }, threshold: 0 });
    expect(body).toMatchObject({ previousValue: 0, threshold: 0 });
  });
});

describe('the payload schema', () => {
  const body = bodyOf(sampleParts('data-source-refresh-failed'));
  test.each<[rule: string, changes: Record<string, unknown>, valid: boolean]>([
    ['accepts a time with seven digits of a second', { endedAt: '2026-11-20T02:14:09.1234567Z' }, true],
    ['rejects a time that is not UTC', { endedAt: '2026-11-20T02:14:09+02:00' }, false],
    ['rejects null', { dataSourceDisplayName: null }, false],
    ['rejects a status that does not fire', { status: 'skipped' }, false],
    ['rejects a fractional sequence', { sequence: 1.5 }, false],
    ['rejects an unknown trigger type', { triggerType: 'segment-deleted' }, false],
  ])('%s', (_rule, changes, valid) => {
    expect(payloadSchemas['data-source-refresh-failed'].safeParse({ ...body, ...changes }).success).toBe(valid);
  });
});

test('there are six trigger types, each with parameters, a payload schema and a sample', () => {
  expect(triggerTypes).toHaveLength(6);
  for (const table of [parametersSchemas, payloadSchemas, samples])
    expect(Object.keys(table).toSorted()).toEqual(triggerTypes.toSorted());
});
