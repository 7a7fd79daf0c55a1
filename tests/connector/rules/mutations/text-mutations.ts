import type { Connector, Info } from '../connector.ts';
import {
  ACTION,
  answer,
  bodySchema,
  change,
  copy,
  drop,
  input,
  LIST,
  type Mutations,
  notification,
  operation,
  parameter,
  property,
  type Subject,
  set,
  TRIGGER,
  there,
} from './mutation.ts';

const info: Subject<Info> = (connector) => there(connector.definition.info, 'info');
const trigger = operation(TRIGGER);
const segment = input(TRIGGER, 'segment');
const outcome = input('OnFullRefreshCompleted', 'outcome');
const firstChoice = (connector: Connector) => there(outcome(connector)['x-ms-enum-values']?.[0], 'choice');

export const textMutations: Mutations = {
  'operations have a summary and a description': {
    'no summary': drop(trigger, 'summary'),
    'an empty description': set(operation(LIST), 'description', ''),
  },
  'parameters have a name and a description': {
    'no name': drop(parameter(LIST, 'environmentId'), 'x-ms-summary'),
    'no description of a body': drop(parameter(ACTION, 'body'), 'description'),
  },
  'properties have a name and a description': {
    'no name of an input': change(bodySchema(TRIGGER), 'properties', (all) => ({
      ...all,
      segment: { type: 'string', description: 'One.' },
    })),
    'no description of an output': drop(property(answer(LIST), 'value'), 'description'),
  },
  MissingEnumValuesDisplayName: {
    'a choice without a label': drop(firstChoice, 'displayName'),
  },
  'summaries and names have at most 80 characters': {
    'a summary of 81': set(trigger, 'summary', `When a ${'x'.repeat(74)}`),
    'a name of 81': set(segment, 'x-ms-summary', 'X'.repeat(81)),
  },
  RestrictedCharactersInSummary: {
    'a slash': set(trigger, 'summary', 'When a segment/measure crosses'),
    'a hyphen in a name': set(segment, 'x-ms-summary', 'Segment-Name'),
  },
  ValueMustEndWithAlphanumeric: {
    'a title that ends with a mark': set(info, 'title', 'Insight!'),
    'a summary with a period': change(trigger, 'summary', (text) => `${text}.`),
  },
  ValueMustBeInEnglish: {
    'a letter beyond ASCII': set(trigger, 'summary', 'When a ségment crosses'),
  },
  'texts name no product of the platform': {
    'a description that does': change(trigger, 'description', (text) => `${text} Use it in Power Automate.`),
  },
  'summaries are in sentence case': {
    'Every Word With A Capital': set(trigger, 'summary', 'When A Segment Crosses'),
    'no capital first': set(operation(LIST), 'summary', 'list segments'),
  },
  'names are in title case': {
    'a name in sentence case': set(segment, 'x-ms-summary', 'Segment name'),
    'an output in sentence case': set(property(notification(TRIGGER), 'runId'), 'x-ms-summary', 'Run id'),
  },
  'descriptions are sentences with a period': {
    'no period': set(segment, 'description', 'The segment to watch'),
    'one word': set(operation(LIST), 'description', 'Segments.'),
  },
  'trigger hints are sentences': {
    'no period': set(trigger, 'x-ms-trigger-hint', 'Refresh a segment'),
  },
  'a hint repeats neither the summary nor the description': {
    'the description again': copy(trigger, 'x-ms-trigger-hint', (connector) => trigger(connector).description),
    'the summary with more behind it': copy(
      trigger,
      'x-ms-trigger-hint',
      (connector) => `${trigger(connector).summary}, it fires.`,
    ),
  },
  'a title is the same as the summary beside it': {
    'another title of an input': set(segment, 'title', 'Customer Segment'),
    'another summary of an output': set(property(notification(TRIGGER), 'runId'), 'x-ms-summary', 'Job ID'),
  },
  'a description says more than the name': {
    'the summary again': copy(operation(LIST), 'description', (connector) => `${operation(LIST)(connector).summary}.`),
    'the name of an input again': copy(segment, 'description', (connector) => `${segment(connector)['x-ms-summary']}.`),
  },
  'trigger summaries begin with "When a"': {
    'another beginning': set(trigger, 'summary', 'Segment crosses'),
  },
  'action summaries do not sound like triggers': {
    '"When" on an action': set(operation(LIST), 'summary', 'When segments are listed'),
  },
  'trigger descriptions begin with "This operation triggers when"': {
    'another beginning': set(trigger, 'description', 'Fires when a segment grows.'),
  },
  'summaries tell operations apart': {
    'the same summary twice': copy(
      operation(LIST),
      'summary',
      (connector) => operation('ListMeasures')(connector).summary,
    ),
  },
};
