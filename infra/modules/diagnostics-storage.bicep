metadata description = 'What the app may do with the storage account that the diagnostic settings of Customer Insights write to.'

@description('Name of the account.')
param accountName string

@description('Name of the identity of the app.')
param identityName string

@description('Principal ID of that identity.')
param principalId string

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: accountName
}

@description('Storage Blob Data Reader: reads blobs. On the account, since its containers come and go with the diagnostic settings.')
var blobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'

resource readerRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, identityName, blobDataReader)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataReader)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Blob service.')
output blobEndpoint string = account.properties.primaryEndpoints.blob
