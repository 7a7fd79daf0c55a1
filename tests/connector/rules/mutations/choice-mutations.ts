import { ACTION, bodySchema, change, drop, input, LIST, type Mutations, parameter, set, TRIGGER } from './mutation.ts';

const outcome = input('OnFullRefreshCompleted', 'outcome');
const label = input(TRIGGER, 'label');
const top = parameter(LIST, 'top');
const status = parameter('ListSubscriptions', 'status');

export const choiceMutations: Mutations = {
  'a default is one of the choices': {
    'a default that cannot be chosen': set(outcome, 'default', 'all'),
  },
  EnumMustContainAtLeastOneElement: {
    'no choices': set(outcome, 'enum', []),
  },
  InvalidEnumValue: {
    'a number among texts': change(outcome, 'enum', (choices = []) => [...choices, 1]),
  },
  InvalidEnumValuesExtensionValue: {
    'a label for what cannot be chosen': change(outcome, 'x-ms-enum-values', (labels = []) => [
      ...labels,
      { value: 'other', displayName: 'Other' },
    ]),
    'labels without choices': drop(outcome, 'enum'),
  },
  'every choice has a label': {
    'a choice without a label': change(outcome, 'enum', (choices = []) => [...choices, 'other']),
  },
  'choices that makers see have labels': {
    'no labels at all': drop(outcome, 'x-ms-enum-values'),
  },
  'a label is not the raw value': {
    'a value as its own label': change(outcome, 'x-ms-enum-values', (labels = []) =>
      labels.map(({ value }) => ({ value, displayName: String(value) })),
    ),
  },
  'labels tell choices apart': {
    'one label for all': change(outcome, 'x-ms-enum-values', (labels = []) =>
      labels.map((label) => ({ ...label, displayName: 'Any' })),
    ),
    'labels that differ in case only, of a parameter': change(status, 'x-ms-enum-values', (labels = []) =>
      labels.map((label, index) => ({ ...label, displayName: index === 0 ? 'active' : 'Active' })),
    ),
  },
  DuplicateEnumValuesInExtension: {
    'two labels for one choice': change(outcome, 'x-ms-enum-values', (labels = []) => [
      ...labels,
      ...labels.slice(0, 1),
    ]),
  },
  ArrayDuplicateValue: {
    'a choice twice': change(outcome, 'enum', (choices = []) => [...choices, ...choices.slice(0, 1)]),
    'a property required twice': change(bodySchema(ACTION), 'required', (names = []) => [...names, ...names]),
  },
  MinimumShouldBeLessThanOrEqualToMaximum: { 'no room': set(top, 'maximum', 0) },
  MinLengthShouldBeLessThanOrEqualToMaxLength: {
    'no room': (connector) => Object.assign(label(connector), { minLength: 2, maxLength: 1 }),
  },
  MinItemsShouldBeLessThanOrEqualToMaxItems: {
    'no room': (connector) => Object.assign(label(connector), { minItems: 2, maxItems: 1 }),
  },
  MinLengthMustBeGreaterThanOrEqualToZero: { 'less than nothing': set(label, 'minLength', -1) },
  MaxLengthMustBeGreaterThanOrEqualToZero: { 'less than nothing': set(label, 'maxLength', -1) },
  MinItemsMustBeGreaterThanOrEqualToZero: { 'less than nothing': set(label, 'minItems', -1) },
  MaxItemsMustBeGreaterThanOrEqualToZero: { 'less than nothing': set(label, 'maxItems', -1) },
  ExclusiveMinimumRequiresMinimum: { 'exclusive of nothing': set(label, 'exclusiveMinimum', true) },
  ExclusiveMaximumRequiresMaximum: { 'exclusive of nothing': set(label, 'exclusiveMaximum', true) },
  PatternShouldBeValidRegularExpression: { 'an open bracket': set(label, 'pattern', '[a-z') },
};
