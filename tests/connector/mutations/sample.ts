import { operationsOf, readConnector } from '../../support/connector.ts';
import { documentOf } from '../rules/ruleset.ts';

/** What mutations break, or refer to. */
const KEPT =
  /segment|source-refresh-failed|full-refresh|metric-change|api\/subscriptions(?:\/\{id\})?$|pick-|(?:environments|measures)$/;

/** The connector with fewer operations, which is linted in a fraction of the time. */
export function sampleDocument(): Record<string, unknown> {
  const { definition, properties, readme } = readConnector();
  const paths = Object.fromEntries(Object.entries(definition.paths ?? {}).filter(([template]) => KEPT.test(template)));
  const used = JSON.stringify(paths);
  const definitions = Object.entries(definition.definitions ?? {}).filter(([name]) => used.includes(`/${name}"`));
  const ids = operationsOf({ paths }).map(({ id }) => id);
  for (const { parameters = {} } of properties.properties?.policyTemplateInstances ?? [])
    for (const [name, value] of Object.entries(parameters))
      if (Array.isArray(value)) parameters[name] = value.filter((id) => ids.includes(id));
  return documentOf({
    definition: { ...definition, paths, definitions: Object.fromEntries(definitions) },
    properties,
    readme,
  });
}
