targetScope = 'subscription'

metadata name = 'Insight Triggers'
metadata description = 'The function app with all that it needs, in a resource group of its own.'

import { scaleType } from 'modules/app.bicep'
import { appSettingsType, eventQueues } from 'modules/app-settings.bicep'

@description('Name of the environment, such as contoso-dev. It names the resource group and is part of the seed of all other names.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of all resources. It must offer Flex Consumption: az functionapp list-flexconsumption-locations.')
@minLength(1)
param location string

@description('What the defaults of other parameters aim at: dev is cheap and can be removed without a trace, prod keeps data and logs longer and safer.')
@allowed(['dev', 'prod'])
param stage string = 'dev'

@description('Name of the resource group.')
param resourceGroupName string = 'rg-${environmentName}'

@description('Replication of the storage account. Nothing but this account holds state.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_RAGRS', 'Standard_GZRS', 'Standard_RAGZRS'])
param storageSku string = stage == 'prod' ? 'Standard_ZRS' : 'Standard_LRS'

@description('Size and number of the instances.')
param scale scaleType = { instanceMemoryMB: 2048, maximumInstanceCount: 40, alwaysReadyHttpInstances: 0 }

@description('Days that logs and metrics are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = stage == 'prod' ? 90 : 30

@description('Who gets a mail when an alert fires. Empty: alerts are shown in the portal only.')
@maxLength(254)
param alertEmail string = ''

@description('Hours without any event after which the silence alert fires: more than the longest time between two refreshes. 0 turns it off.')
@minValue(0)
@maxValue(48)
param silenceHours int = 26

@description('Keeps the storage account and the key vault out of the public network: private endpoints, and a NAT gateway with a fixed address for what goes out.')
param privateNetwork bool = false

@description('Address range of the virtual network, with room for two subnets of 64 addresses.')
param networkAddressPrefix string = '10.0.0.0/24'

@description('Names of the queues of events.')
param queues eventQueues = { refreshStatus: 'refresh-status', metricChange: 'metric-change' }

@description('Resource ID of a storage account whose queues bring the events, if that is not the account of the app.')
param eventsStorageAccountId string = ''

@description('Resource ID of the storage account that the diagnostic settings of Customer Insights write to, if the app is to read it.')
param diagnosticsStorageAccountId string = ''

@description('More settings of the app by name, as the README lists them, such as RETRY_SCHEDULE or CALLBACK_ALLOWED_HOSTS.')
param appSettings appSettingsType = {}

@description('An existing key (base64 of 32 bytes), for a restore. Empty: a random one. Only a vault without a key takes either.')
@secure()
param secretsKey string = ''

@description('True while the key is being rotated: the app also gets the secret secrets-key-previous.')
param rotatingSecretsKey bool = false

var tags = { 'azd-env-name': environmentName }
var token = uniqueString(subscription().id, environmentName, location)
// Names of resources that other modules refer to are known before the deployment, so that a what-if can show everything.
var identityName = 'id-insight-triggers-${token}'
var workspaceName = 'log-insight-triggers-${token}'
var networkName = 'vnet-insight-triggers-${token}'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceGroupName
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: identityName, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: workspaceName
    insightsName: 'appi-insight-triggers-${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    identityName: identityName
    principalId: identity.outputs.principalId
    alertEmail: alertEmail
    silenceHours: silenceHours
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: { name: networkName, location: location, tags: tags, addressPrefix: networkAddressPrefix }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    sku: storageSku
    isPrivate: privateNetwork
    eventQueues: empty(eventsStorageAccountId) ? [queues.refreshStatus, queues.metricChange] : []
    identityName: identityName
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    isPrivate: privateNetwork
    isPurgeProtected: stage == 'prod'
    workspaceId: monitoring.outputs.workspaceId
    identityName: identityName
    principalId: identity.outputs.principalId
    secretsKey: secretsKey
  }
}

module privateEndpoints 'modules/private-endpoint.bicep' = [
  for service in ['blob', 'queue', 'table', 'vault']: if (privateNetwork) {
    scope: group
    params: {
      name: 'pe-insight-triggers-${service}-${token}'
      service: service
      targetId: service == 'vault' ? vault.outputs.id : storage.outputs.id
      location: location
      tags: tags
      networkName: networkName
    }
    dependsOn: [network]
  }
]

module otherAccounts 'modules/other-accounts.bicep' = {
  params: {
    eventsId: eventsStorageAccountId
    diagnosticsId: diagnosticsStorageAccountId
    queues: [queues.refreshStatus, queues.metricChange]
    identityName: identityName
    principalId: identity.outputs.principalId
  }
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: 'insight-triggers-${token}'
    planName: 'plan-insight-triggers-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    subnetId: network.?outputs.appSubnetId ?? ''
    packageContainerUri: storage.outputs.packageContainerUri
    scale: scale
    facts: {
      clientId: identity.outputs.clientId
      storage: storage.outputs.endpoints
      eventsQueueEndpoint: otherAccounts.outputs.eventsQueueEndpoint
      diagnosticsBlobEndpoint: otherAccounts.outputs.diagnosticsBlobEndpoint
      queues: queues
      insightsConnectionString: monitoring.outputs.insightsConnectionString
      secretsKeyUri: vault.outputs.secretsKeyUri
      isRotating: rotatingSecretsKey
      more: appSettings
    }
  }
  // Without a reachable storage and vault the first start fails.
  dependsOn: [privateEndpoints]
}

// azd keeps the outputs in its environment, where the hook after a deployment and the commands of the docs find them.
output AZURE_FUNCTION_NAME string = app.outputs.name
output AZURE_FUNCTION_HOST string = app.outputs.hostName
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output OUTBOUND_ADDRESS string = network.?outputs.outboundAddress ?? ''
