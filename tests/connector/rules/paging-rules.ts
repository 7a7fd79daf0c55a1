import type { Connector, Policy } from './connector.ts';
import { type LocatedOperation, operationsOf, successesOf } from './operations.ts';
import { type Rule, rule, sources, under } from './rule.ts';
import { schemaAt } from './schemas.ts';

const { policies, validator } = sources;

const LINKS = ['nextLink', '@odata.nextLink'];
const OPERATIONS = 'x-ms-apimTemplate-operationName';
const LINK = 'x-ms-apimTemplateParameter.nextLinkPropertyName';

export const pagingRules: readonly Rule[] = [
  rule({ name: 'InvalidNextLinkNameValue', source: validator }, function* ({ definition }) {
    for (const { at, operation } of operationsOf(definition)) {
      const link = operation['x-ms-pageable']?.nextLinkName;
      if (operation['x-ms-pageable'] !== undefined && !LINKS.includes(link ?? ''))
        yield { path: under(at, 'x-ms-pageable', 'nextLinkName'), wrong: `"${link}"`, right: LINKS.join(' or ') };
    }
  }),
  rule({ name: 'the next link of a list is in its answer', source: sources.extensions }, function* (connector) {
    for (const located of pageable(connector)) {
      const link = located.operation['x-ms-pageable']?.nextLinkName;
      if (typeOf(connector, located, link) !== 'string')
        yield {
          path: under(located.at, 'x-ms-pageable'),
          wrong: `there is no ${link}`,
          right: 'a string in the answer',
        };
    }
  }),
  rule({ name: 'a list with a next link is pageable', source: sources.extensions }, function* (connector) {
    for (const located of operationsOf(connector.definition))
      for (const link of LINKS)
        if (typeOf(connector, located, link) !== undefined && located.operation['x-ms-pageable'] === undefined)
          yield { path: under(located.at, 'x-ms-pageable'), wrong: `${link} is not followed`, right: 'x-ms-pageable' };
  }),
  rule({ name: 'a list is an array beside the next link', source: sources.extensions }, function* (connector) {
    for (const located of pageable(connector))
      if (typeOf(connector, located, 'value') !== 'array')
        yield { path: under(located.at, 'responses'), wrong: 'no array named value', right: 'value, an array' };
  }),
  // Without the policy the next page is fetched from the back end itself, without the key.
  rule({ name: 'next links are led through the connection', source: policies }, function* (connector) {
    for (const { at, id, operation } of pageable(connector)) {
      const link = operation['x-ms-pageable']?.nextLinkName;
      const covering = linkPolicies(connector).filter((policy) => covers(policy, id));
      if (!covering.some(({ parameters }) => parameters?.[LINK] === link))
        yield { path: under(at, 'x-ms-pageable'), wrong: `no updatenextlink for ${id}`, right: `a policy for ${link}` };
    }
  }),
  rule({ name: 'link policies are for pageable operations', source: policies }, function* (connector) {
    const ids = pageable(connector).map(({ id }) => id);
    for (const [index, policy] of linkPolicies(connector).entries())
      for (const { id } of operationsOf(connector.definition))
        if (covers(policy, id) && !ids.includes(id))
          yield {
            path: `properties:updatenextlink[${index}]`,
            wrong: `${id} has no pages`,
            right: 'pageable ones only',
          };
  }),
];

function pageable({ definition }: Connector): LocatedOperation[] {
  return operationsOf(definition).filter(({ operation }) => operation['x-ms-pageable'] !== undefined);
}

function typeOf({ definition }: Connector, located: LocatedOperation, property: string | undefined) {
  const schema = successesOf(definition, located)[0]?.response.schema;
  return property === undefined ? undefined : schemaAt(definition, schema, property)?.type;
}

function linkPolicies({ properties }: Connector): Policy[] {
  return (properties.properties?.policyTemplateInstances ?? []).filter(
    ({ templateId }) => templateId === 'updatenextlink',
  );
}

/** A policy that names no operation is for all. */
function covers({ parameters = {} }: Policy, operationId: string): boolean {
  const names = parameters[OPERATIONS];
  return names === undefined || (Array.isArray(names) && names.includes(operationId));
}
