metadata description = 'The queues of events in the storage account of a producer, and what the app may do with them.'

@description('Name of the account.')
param accountName string

@description('Queues of events. Each gets its poison queue.')
param queues string[]

@description('Name of the identity of the app.')
param identityName string

@description('Principal ID of that identity.')
param principalId string

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: accountName

  resource queueService 'queueServices' existing = { name: 'default' }
}

var names = flatten(map(queues, queue => [queue, '${queue}-poison']))

resource eventQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' = [
  for name in names: {
    parent: account::queueService
    name: name
  }
]

@description('Storage Queue Data Contributor: takes messages, moves poison messages, and puts posted events on the queue.')
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'

// On the queues alone: the rest of the account is not the business of the app.
resource appRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, index) in names: {
    name: guid(account.id, name, identityName, queueDataContributor)
    scope: eventQueues[index]
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', queueDataContributor)
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

@description('Queue service.')
output queueEndpoint string = account.properties.primaryEndpoints.queue
