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
