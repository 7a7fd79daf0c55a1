metadata description = 'The key vault with the key that encrypts callback URLs and signing secrets.'

import { digitsOf, keyFrom } from 'secrets-key.bicep'

@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Whether only private endpoints reach the vault.')
param isPrivate bool

@description('Whether nobody can purge a deleted key before its time. It cannot be turned off again.')
param isPurgeProtected bool

@description('Workspace that records each use of the vault.')
param workspaceId string

@description('Name of the identity of the app.')
param identityName string

@description('Principal ID of that identity.')
param principalId string

@description('An existing key. Empty: a random one.')
@secure()
param secretsKey string

@description('Chance for a new key. New on each deployment, used by the first one only.')
@secure()
param firstGuid string = newGuid()

@description('Chance for a new key.')
@secure()
param secondGuid string = newGuid()

@description('Chance for a new key.')
@secure()
param thirdGuid string = newGuid()

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: isPurgeProtected ? true : null
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }
}

// A second key would open nothing that the first one has sealed. Resource Manager itself skips a secret that exists, and
// refuses one that was deleted and not purged, so no later deployment can change the key.
@onlyIfNotExists()
resource key 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'secrets-key'
  tags: tags
  properties: {
    value: empty(secretsKey) ? keyFrom(digitsOf(firstGuid, secondGuid, thirdGuid)) : secretsKey
    contentType: 'base64 of 32 bytes'
  }
}

@description('Key Vault Secrets User: reads secrets.')
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource readerRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identityName, secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// The stable version of 2016 knows no groups of categories.
#disable-next-line use-recent-api-versions
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

@description('Resource ID.')
output id string = vault.id

@description('Name.')
output name string = vault.name

@description('Address of the newest version of the key. The secret is read by the app alone, by its identity.')
output secretsKeyUri string = '${vault.properties.vaultUri}secrets/${key.name}'
