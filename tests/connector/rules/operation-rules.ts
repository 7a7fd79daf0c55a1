import { bodyOf, operationsOf, responsesOf, successesOf } from './operations.ts';
import { type Rule, rule, sources, under } from './rule.ts';
import { triggersOf } from './triggers.ts';

const { certification, validator, strings, coding } = sources;

const ids = (located: readonly { readonly id: string }[]) => located.map(({ id }) => id);

export const operationRules: readonly Rule[] = [
  rule({ name: 'OperationIdRequired', source: validator }, function* ({ definition }) {
    for (const { at, id } of operationsOf(definition))
      if (id === '') yield { path: under(at, 'operationId'), wrong: 'there is none', right: 'an operationId' };
  }),
  rule({ name: 'OperationIdNotUnique', source: validator }, function* ({ definition }) {
    const operations = operationsOf(definition);
    for (const [index, { at, id }] of operations.entries())
      if (id !== '' && ids(operations).indexOf(id) !== index)
        yield { path: under(at, 'operationId'), wrong: `another operation is ${id} too`, right: 'an id of its own' };
  }),
  rule({ name: 'OperationIdSanitized', source: validator }, function* ({ definition }) {
    for (const { at, id } of operationsOf(definition))
      if (/[^A-Za-z0-9]/.test(id))
        yield { path: under(at, 'operationId'), wrong: `"${id}"`, right: 'letters and digits only' };
  }),
  rule({ name: 'operation ids are in Pascal case', source: coding }, function* ({ definition }) {
    for (const { at, id } of operationsOf(definition))
      if (!/^(?:[A-Z][a-z0-9]+)+[A-Z]?$/.test(id))
        yield { path: under(at, 'operationId'), wrong: `"${id}"`, right: 'such as GetMessages' };
  }),
  rule({ name: 'summaries tell operations apart', source: sources.ours }, function* ({ definition }) {
    const operations = operationsOf(definition);
    const summaries = operations.map(({ operation }) => operation.summary?.toLowerCase());
    for (const [index, { at, operation }] of operations.entries())
      if (operation.summary !== undefined && summaries.indexOf(operation.summary.toLowerCase()) !== index)
        yield { path: under(at, 'summary'), wrong: `"${operation.summary}" is used twice`, right: 'its own summary' };
  }),
  rule({ name: 'trigger summaries begin with "When a"', source: strings }, function* ({ definition }) {
    for (const { at, operation } of triggersOf(definition))
      if (!/^When an? \S/.test(operation.summary ?? ''))
        yield { path: under(at, 'summary'), wrong: `"${operation.summary}"`, right: 'When a … or When an …' };
  }),
  rule({ name: 'action summaries do not sound like triggers', source: strings }, function* ({ definition }) {
    const triggers = ids(triggersOf(definition));
    for (const { at, id, operation } of operationsOf(definition))
      if (!triggers.includes(id) && /^(?:When|Triggers?)\b/.test(operation.summary ?? ''))
        yield { path: under(at, 'summary'), wrong: `"${operation.summary}"`, right: 'what the action does' };
  }),
  rule(
    { name: 'trigger descriptions begin with "This operation triggers when"', source: strings },
    function* ({ definition }) {
      for (const { at, operation } of triggersOf(definition))
        if (!/^This operation triggers when \S/.test(operation.description ?? ''))
          yield { path: under(at, 'description'), wrong: `"${operation.description}"`, right: 'that beginning' };
    },
  ),
  rule({ name: 'operations are not empty', source: certification }, function* ({ definition }) {
    for (const [template, item] of Object.entries(definition.paths ?? {}))
      if (Object.values(item).every((part) => Object.keys(part).length === 0))
        yield { path: under('$.paths', template), wrong: 'it has no content', right: 'an operation, or no path' };
  }),
  rule({ name: 'OperationMustHaveResponse', source: validator }, function* ({ definition }) {
    for (const located of operationsOf(definition))
      if (responsesOf(definition, located).length === 0)
        yield { path: under(located.at, 'responses'), wrong: 'there is none', right: 'at least the success' };
  }),
  rule({ name: 'OperationShouldHaveSuccessfulResponse', source: validator }, function* ({ definition }) {
    for (const located of operationsOf(definition))
      if (successesOf(definition, located).length === 0)
        yield { path: under(located.at, 'responses'), wrong: 'there is no 2xx', right: 'one 2xx' };
  }),
  rule({ name: 'BodyOrFormDataParameterInFetchOperationNotAllowed', source: validator }, function* ({ definition }) {
    for (const located of operationsOf(definition)) {
      const body = bodyOf(definition, located);
      if (located.verb === 'get' && body !== undefined)
        yield { path: body.at, wrong: 'a GET has a body', right: 'query parameters' };
    }
  }),
  rule({ name: 'ConsumesMissing', source: validator }, function* ({ definition }) {
    for (const located of operationsOf(definition)) {
      const consumes = located.operation.consumes ?? definition.consumes ?? [];
      if (bodyOf(definition, located) !== undefined && consumes.length === 0)
        yield { path: under(located.at, 'consumes'), wrong: 'no type of body is named', right: 'application/json' };
    }
  }),
];
