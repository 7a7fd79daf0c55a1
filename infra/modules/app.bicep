metadata description = 'The function app on a Flex Consumption plan.'

import { appFacts, appSettingsOf } from 'app-settings.bicep'

@export()
@description('Size and number of the instances.')
type scaleType = {
  @description('Memory of an instance, in MB. 512 suits a few events a minute.')
  instanceMemoryMB: 512 | 2048 | 4096
  @description('The most instances that each group of functions may scale out to.')
  @minValue(40)
  @maxValue(1000)
  maximumInstanceCount: int
  @description('Instances that always run for the HTTP API. 0 saves money and adds a cold start to the first call.')
  @minValue(0)
  @maxValue(20)
  alwaysReadyHttpInstances: int
}

@description('Name of the app, the first label of its host.')
@minLength(2)
@maxLength(60)
param name string

@description('Name of the plan.')
param planName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Resource ID of the identity of the app.')
param identityId string

@description('Subnet for what goes out. Empty: the public network.')
param subnetId string

@description('Container of the deployment package.')
param packageContainerUri string

@description('Size and number of the instances.')
param scale scaleType

@description('What the settings are made from.')
param facts appFacts

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // The deployment finds the app by this tag.
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: scale.instanceMemoryMB
        maximumInstanceCount: scale.maximumInstanceCount
        alwaysReady: scale.alwaysReadyHttpInstances > 0
          ? [{ name: 'http', instanceCount: scale.alwaysReadyHttpInstances }]
          : []
      }
      runtime: { name: 'node', version: '24' }
    }
    // On this plan the platform refuses most other properties of a site.
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: map(items(appSettingsOf(facts)), setting => { name: setting.key, value: setting.value })
    }
  }
}

// Deployments sign in with an identity. User names and passwords for them stay off.
resource ftpCredentials 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'ftp'
  properties: { allow: false }
}

resource scmCredentials 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: { allow: false }
}

@description('Name.')
output name string = site.name

@description('Resource ID.')
output id string = site.id

@description('Host.')
output hostName string = site.properties.defaultHostName
