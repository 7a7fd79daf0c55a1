import { expect, test } from '@jest/globals';
import { environmentOfText } from '../../../shared/domain/environment-of-text.ts';
import { workflowRecord } from '../../support/event-builders.ts';

const contoso = { environmentId: 'contoso', value: 'many' };

test.each<[form: string, value: unknown, environmentId: string | undefined]>([
  ['a native event', contoso, 'contoso'],
  ['a record', workflowRecord('All.WorkflowCompleted'), 'contoso'],
  ['a record with properties as text', { properties: '{"instanceId":"contoso"}' }, 'contoso'],
  ['an envelope', { specversion: '1.0', data: contoso }, 'contoso'],
  ['several events of one environment', { records: [contoso, [contoso]] }, 'contoso'],
  [
    'a GUID in another case',
    { environmentId: '{0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9}' },
    '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  ],
  [
    'a record whose own environment is empty',
    { ...workflowRecord('All.WorkflowCompleted'), environmentId: '' },
    'contoso',
  ],
  [
    'a record whose own environment is null',
    { ...workflowRecord('All.WorkflowCompleted'), environmentId: null },
    'contoso',
  ],
  ['an event with a field like that of a list', { ...contoso, records: {} }, 'contoso'],
  ['a native event with a list of others', { ...contoso, eventId: 'e', metricType: 'segment', records: [] }, 'contoso'],
  ['an event with an empty field like that of a list', { ...contoso, records: null }, 'contoso'],
  ['an envelope without data', { ...contoso, specversion: '1.0', data: null }, undefined],
  ['events of two environments', [contoso, { environmentId: 'fabrikam' }], undefined],
  ['an event without an environment', { environmentId: '' }, undefined],
  ['a number in place of one', { environmentId: 5 }, undefined],
])('the environment of %s is known', (_form, value, environmentId) => {
  expect(environmentOfText(JSON.stringify(value))).toBe(environmentId);
});

test('a text that is no JSON names no environment', () => {
  expect(environmentOfText('{"environmentId":"contoso"')).toBeUndefined();
});
