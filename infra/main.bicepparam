using 'main.bicep'

// Values come from the environment: `azd env set NAME VALUE`, or the variables of a GitHub environment, where one that is not
// set is empty.
var stageName = readEnvironmentVariable('STAGE', '')
var hours = readEnvironmentVariable('SILENCE_HOURS', '')
var alwaysReady = readEnvironmentVariable('ALWAYS_READY_HTTP_INSTANCES', '')
var settings = readEnvironmentVariable('APP_SETTINGS', '')

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'insight-triggers')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param stage = empty(stageName) ? 'dev' : stageName
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param silenceHours = empty(hours) ? 26 : int(hours)
param scale = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 40
  alwaysReadyHttpInstances: empty(alwaysReady) ? 0 : int(alwaysReady)
}
param privateNetwork = readEnvironmentVariable('PRIVATE_NETWORK', '') == 'true'
param eventsStorageAccountId = readEnvironmentVariable('EVENTS_STORAGE_ID', '')
param diagnosticsStorageAccountId = readEnvironmentVariable('DIAGNOSTICS_STORAGE_ID', '')
param appSettings = json(empty(settings) ? '{}' : settings)
param secretsKey = readEnvironmentVariable('SECRETS_KEY', '')
param rotatingSecretsKey = readEnvironmentVariable('ROTATING_SECRETS_KEY', '') == 'true'
