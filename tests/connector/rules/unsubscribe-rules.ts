import type { Definition } from './connector.ts';
import { type LocatedOperation, operationsOf, parametersOf } from './operations.ts';
import { type Rule, rule, sources, under } from './rule.ts';
import { triggersOf } from './triggers.ts';

const { webhook } = sources;

/** What a Location can point at: the runtime sends a DELETE to it. */
function unsubscribesOf(definition: Definition): LocatedOperation[] {
  return operationsOf(definition).filter(({ verb, template }) => verb === 'delete' && template.includes('{'));
}

export const unsubscribeRules: readonly Rule[] = [
  rule({ name: 'subscriptions can be ended by one DELETE', source: webhook }, ({ definition }) => {
    const count = unsubscribesOf(definition).length;
    const isFine = count === 1 || (count === 0 && triggersOf(definition).length === 0);
    return isFine ? [] : [{ path: '$.paths', wrong: `${count} DELETE of an address`, right: 'one, for all triggers' }];
  }),
  rule({ name: 'the DELETE of a subscription is internal', source: webhook }, function* ({ definition }) {
    for (const { at, operation } of unsubscribesOf(definition))
      if (operation['x-ms-visibility'] !== 'internal')
        yield { path: under(at, 'x-ms-visibility'), wrong: 'makers see it', right: 'internal' };
  }),
  rule(
    { name: 'the DELETE of a subscription declares 204 or 200, and 404', source: sources.ours },
    function* ({ definition }) {
      for (const { at, operation } of unsubscribesOf(definition)) {
        const { 200: ok, 204: empty, 404: unknown } = operation.responses ?? {};
        if ((ok ?? empty) === undefined || unknown === undefined)
          yield { path: under(at, 'responses'), wrong: 'one of them is not there', right: '204 or 200, and 404' };
      }
    },
  ),
  // A Location on another host than the definition's is called without the key: PowerPlatformConnectors #3678.
  rule(
    { name: 'the DELETE of a subscription takes a token in place of the key', source: sources.ours },
    function* ({ definition }) {
      for (const located of unsubscribesOf(definition)) {
        const token = parametersOf(definition, located).find(({ parameter }) => parameter.name === 'token')?.parameter;
        const isHidden = token?.in === 'query' && token['x-ms-visibility'] === 'internal' && token.required !== true;
        if (!isHidden)
          yield {
            path: under(located.at, 'parameters'),
            wrong: 'no such token',
            right: 'in the query, internal, optional',
          };
      }
    },
  ),
];
