import type { Definition } from './connector.ts';
import { type LocatedOperation, operationsOf, responsesOf, successesOf } from './operations.ts';
import { type Rule, rule, sources, under } from './rule.ts';
import { triggersOf } from './triggers.ts';

const { certification, validator, coding } = sources;

export const responseRules: readonly Rule[] = [
  rule({ name: 'DefaultResponseHasSchema', source: validator }, function* ({ definition }) {
    for (const located of operationsOf(definition))
      for (const { at, status, response } of responsesOf(definition, located))
        if (status === 'default' && response.schema !== undefined)
          yield { path: under(at, 'schema'), wrong: 'the default response has a schema', right: 'schemas on 2xx only' };
  }),
  rule({ name: 'OperationHasManyResponsesWithSchema', source: validator }, function* ({ definition }) {
    for (const located of operationsOf(definition)) {
      const [, ...others] = responsesOf(definition, located).filter(({ response }) => response.schema !== undefined);
      for (const { at } of others)
        yield {
          path: under(at, 'schema'),
          wrong: 'a second response has a schema',
          right: 'one schema, on the success',
        };
    }
  }),
  rule({ name: 'operations have one success', source: certification }, function* ({ definition }) {
    for (const located of operationsOf(definition))
      for (const { at, status } of successesOf(definition, located).slice(1))
        yield { path: at, wrong: `${status} is a second success`, right: 'the one that is expected' };
  }),
  rule({ name: 'a success has an exact schema', source: certification }, function* ({ definition }) {
    const triggers = triggersOf(definition).map(({ at }) => at);
    for (const located of operationsOf(definition))
      for (const { at, status, response } of successesOf(definition, located)) {
        const mayBeEmpty = ['202', '204'].includes(status) || triggers.includes(located.at);
        if (response.schema === undefined && !mayBeEmpty)
          yield { path: at, wrong: `${status} has no schema`, right: 'what it answers, or 202 or 204 for nothing' };
      }
  }),
  rule({ name: 'an answer without content has no schema', source: sources.swagger }, function* ({ definition }) {
    for (const located of operationsOf(definition))
      for (const { at, status, response } of successesOf(definition, located))
        if (status === '204' && response.schema !== undefined)
          yield { path: under(at, 'schema'), wrong: '204 has no body', right: 'no schema, or 200' };
  }),
  rule({ name: 'schemas are on expected responses only', source: certification }, function* ({ definition }) {
    for (const located of operationsOf(definition))
      for (const { at, status, response } of responsesOf(definition, located))
        if (/^[345]/.test(status) && response.schema !== undefined)
          yield { path: under(at, 'schema'), wrong: `${status} has a schema`, right: 'a description only' };
  }),
  rule({ name: 'ResponseHeadersAreNotUnique', source: validator }, function* ({ definition }) {
    for (const located of operationsOf(definition))
      for (const { at, response } of responsesOf(definition, located)) {
        const names = Object.keys(response.headers ?? {}).map((name) => name.toLowerCase());
        if (new Set(names).size < names.length)
          yield { path: under(at, 'headers'), wrong: 'a header is there twice but for case', right: 'once' };
      }
  }),
  rule({ name: 'responses are described', source: sources.swagger }, function* ({ definition }) {
    for (const located of operationsOf(definition))
      for (const { at, response } of responsesOf(definition, located))
        if ((response.description ?? '').trim() === '')
          yield { path: under(at, 'description'), wrong: 'nothing is there', right: 'when this is answered' };
  }),
  rule({ name: 'headers are described', source: sources.ours }, function* ({ definition }) {
    for (const { at, description = '' } of operationsOf(definition).flatMap((located) =>
      headersOf(definition, located),
    ))
      if (description.trim() === '')
        yield { path: under(at, 'description'), wrong: 'nothing is there', right: 'what the header says' };
  }),
  rule({ name: 'responses and headers are described with a period', source: sources.ours }, function* ({ definition }) {
    for (const { at, description = '' } of operationsOf(definition).flatMap((located) => [
      ...responsesOf(definition, located).map(({ at, response }) => ({ ...response, at })),
      ...headersOf(definition, located),
    ]))
      if (description !== '' && !/^[A-Z0-9].*[^.\s]\.$/.test(description))
        yield { path: under(at, 'description'), wrong: `"${description}"`, right: 'a capital first, a period last' };
  }),
  rule({ name: 'known errors are declared', source: coding }, function* ({ definition }) {
    for (const located of operationsOf(definition)) {
      const statuses = responsesOf(definition, located).map(({ status }) => status);
      if (!statuses.some((status) => /^4\d\d$/.test(status)))
        yield { path: under(located.at, 'responses'), wrong: 'no 4xx is declared', right: 'those that are known' };
    }
  }),
  rule({ name: 'a wrong key is declared', source: coding }, function* ({ definition }) {
    for (const { at, verb, operation } of operationsOf(definition))
      if (verb !== 'delete' && !('401' in (operation.responses ?? {})))
        yield { path: under(at, 'responses'), wrong: '401 is not declared', right: '401 with a description' };
  }),
  rule({ name: 'a body that can be wrong declares 400', source: coding }, function* ({ definition }) {
    for (const located of operationsOf(definition)) {
      const hasBody = (located.operation.parameters ?? []).some((parameter) => parameter.in === 'body');
      if (hasBody && !('400' in (located.operation.responses ?? {})))
        yield { path: under(located.at, 'responses'), wrong: '400 is not declared', right: '400 with a description' };
    }
  }),
];

function headersOf(definition: Definition, located: LocatedOperation): { at: string; description?: string }[] {
  return responsesOf(definition, located).flatMap(({ at, response }) =>
    Object.entries(response.headers ?? {}).map(([name, header]) => ({ ...header, at: under(at, 'headers', name) })),
  );
}
