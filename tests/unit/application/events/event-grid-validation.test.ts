import { expect, test } from '@jest/globals';
import { validationCodeOf } from '../../../../shared/application/events/event-grid-validation.ts';
import { refreshEvent } from '../../../support/event-builders.ts';

const validation = {
  id: '1',
  topic: '/subscriptions/x',
  subject: '',
  eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
  data: { validationCode: 'code-1', validationUrl: 'https://example.com/validate' },
};

test.each<[form: string, message: unknown, code: string | undefined]>([
  ['in a list, as Event Grid posts it', [validation], 'code-1'],
  ['by itself', validation, 'code-1'],
  ['of another type', [{ ...validation, eventType: 'Microsoft.EventGrid.Other' }], undefined],
  ['without a code', [{ ...validation, data: {} }], undefined],
  ['beside other events', [validation, refreshEvent()], undefined],
  ['that is an ordinary event', refreshEvent(), undefined],
])('the code of a validation event %s is %s', (_form, message, code) => {
  expect(validationCodeOf(JSON.stringify(message))).toBe(code);
});

test('a text that is no JSON is no validation event', () => {
  expect(validationCodeOf('[{')).toBeUndefined();
});
