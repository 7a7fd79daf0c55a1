metadata description = 'Storage accounts of others, in their own resource groups and maybe in other subscriptions.'

targetScope = 'subscription'

@description('Resource ID of the account of the events. Empty: the account of the app.')
param eventsId string

@description('Resource ID of the account of diagnostic logs. Empty: none is read.')
param diagnosticsId string

@description('Queues of events.')
param queues string[]

@description('Name of the identity of the app.')
param identityName string

@description('Principal ID of that identity.')
param principalId string

// A resource ID is /subscriptions/2/resourceGroups/4/providers/6/7/8. A scope must have a form even where nothing is deployed.
var none = '/subscriptions/${subscription().subscriptionId}/resourceGroups/none/providers/none/none/none'
var eventsParts = split(empty(eventsId) ? none : eventsId, '/')
var diagnosticsParts = split(empty(diagnosticsId) ? none : diagnosticsId, '/')

module events 'events-storage.bicep' = if (!empty(eventsId)) {
  scope: resourceGroup(eventsParts[2], eventsParts[4])
  params: {
    accountName: eventsParts[8]
    queues: queues
    identityName: identityName
    principalId: principalId
  }
}

module diagnostics 'diagnostics-storage.bicep' = if (!empty(diagnosticsId)) {
  scope: resourceGroup(diagnosticsParts[2], diagnosticsParts[4])
  params: {
    accountName: diagnosticsParts[8]
    identityName: identityName
    principalId: principalId
  }
}

@description('Queue service of the account of the events, or empty.')
output eventsQueueEndpoint string = events.?outputs.queueEndpoint ?? ''

@description('Blob service of the account of diagnostic logs, or empty.')
output diagnosticsBlobEndpoint string = diagnostics.?outputs.blobEndpoint ?? ''
