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

/** The operations that mutations break, one of each kind, and places within them. A table writes `$name` for one. */
const places: Readonly<Record<string, string>> = {
  TRIGGER: 'OnSegmentThresholdCrossed',
  SAMPLE: 'GetSegmentThresholdCrossedSample',
  UNSUBSCRIBE: 'DeleteSubscription',
  CHOICES: 'ListSegmentChoices',
  LIST: 'ListSegments',
  ACTION: 'PublishMetricChange',
  subscription: '$TRIGGER parameters body schema',
  environmentId: '$subscription properties environmentId',
  segment: '$subscription properties segment',
  label: '$subscription properties label',
  callbackUrl: '$subscription properties callbackUrl',
  dataSource: 'OnDataSourceRefreshFailed parameters body schema properties dataSource',
  outcome: 'OnFullRefreshCompleted parameters body schema properties outcome',
  content: '^$TRIGGER x-ms-notification-content',
  notification: '$content schema',
  runId: '$notification properties runId',
  event: '$ACTION parameters body schema',
  page: '$LIST responses 200 schema',
  health: 'ListSubscriptions responses 200 schema properties value items properties lastDelivery properties',
  token: '$UNSUBSCRIBE parameters token',
  host: 'x-properties properties connectionParameters host',
  key: 'x-properties properties connectionParameters api_key',
  policies: 'x-properties properties policyTemplateInstances',
};

/** The place with each name written out. */
export function writtenOut(place: string): string {
  const longer = place.replaceAll(/\$(\w+)/g, (name, known) => places[known] ?? name);
  return longer === place ? place : writtenOut(longer);
}
