metadata description = 'The settings of the function app. The README of the project explains each.'

@export()
@description('Settings by name.')
type appSettingsType = { *: string }

@export()
@description('Names of the queues of events.')
type eventQueues = {
  @description('Queue of refresh events.')
  @minLength(3)
  @maxLength(56)
  refreshStatus: string
  @description('Queue of metric events.')
  @minLength(3)
  @maxLength(56)
  metricChange: string
}

@export()
@description('What the settings are made from.')
type appFacts = {
  @description('Client ID of the identity of the app.')
  clientId: string
  @description('Services of the account of the app.')
  storage: { blob: string, queue: string, table: string }
  @description('Queue service of the account of the events. Empty: the account of the app.')
  eventsQueueEndpoint: string
  @description('Blob service of the account of diagnostic logs. Empty: none is read.')
  diagnosticsBlobEndpoint: string
  @description('Queues of events.')
  queues: eventQueues
  @description('Where telemetry goes.')
  insightsConnectionString: string
  @description('Address of the key in the vault.')
  secretsKeyUri: string
  @description('Whether the previous key is needed too.')
  isRotating: bool
  @description('Other settings. They win.')
  more: appSettingsType
}

@description('A setting whose value the platform reads from the vault.')
func fromVault(uri string) string => '@Microsoft.KeyVault(SecretUri=${uri})'

@description('A storage account that the identity signs in to, as the settings of a connection.')
func connection(name string, clientId string, services appSettingsType) appSettingsType =>
  union(
    { '${name}__credential': 'managedidentity', '${name}__clientId': clientId },
    toObject(items(services), service => '${name}__${service.key}ServiceUri', service => service.value)
  )

@export()
@description('All settings.')
func appSettingsOf(facts appFacts) appSettingsType =>
  union(
    connection('AzureWebJobsStorage', facts.clientId, facts.storage),
    empty(facts.eventsQueueEndpoint)
      ? {}
      : connection('EventsStorage', facts.clientId, { queue: facts.eventsQueueEndpoint }),
    empty(facts.diagnosticsBlobEndpoint)
      ? {}
      : connection('DiagnosticsStorage', facts.clientId, { blob: facts.diagnosticsBlobEndpoint }),
    {
      REFRESH_STATUS_QUEUE: facts.queues.refreshStatus
      METRIC_CHANGE_QUEUE: facts.queues.metricChange
      SECRETS_KEY: fromVault(facts.secretsKeyUri)
      APPLICATIONINSIGHTS_CONNECTION_STRING: facts.insightsConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${facts.clientId};Authorization=AAD'
    },
    facts.isRotating ? { SECRETS_KEY_PREVIOUS: fromVault('${facts.secretsKeyUri}-previous') } : {},
    facts.more
  )
